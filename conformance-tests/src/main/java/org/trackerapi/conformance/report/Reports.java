package org.trackerapi.conformance.report;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.trackerapi.conformance.Exchange;
import org.trackerapi.conformance.Level;
import org.trackerapi.conformance.Outcome;
import org.trackerapi.conformance.Verdict;
import org.trackerapi.conformance.Verdicts;
import org.trackerapi.spec.Contract;

/** Writes the files of a report: JSON, JUnit XML, HTML and a badge. No hash gets into any. */
public final class Reports {
  private static final int LONGEST_BODY = 20_000;

  private final Verdicts verdicts;
  private final Redactor redactor;
  private final String version;

  /**
   * Makes the reports of a run.
   *
   * @param version the version of the suite
   */
  public Reports(Verdicts verdicts, String version) {
    this.verdicts = verdicts;
    this.redactor = new Redactor(verdicts.profile());
    this.version = version;
  }

  /**
   * Writes {@code report.json}, {@code TEST-tracker-conformance.xml}, {@code report.html} and
   * {@code badge.json}.
   *
   * @param directory made if it is not there
   * @throws IOException when it cannot be written
   */
  public void writeTo(Path directory) throws IOException {
    Files.createDirectories(directory);
    write(directory.resolve("report.json"), json());
    write(directory.resolve("TEST-tracker-conformance.xml"), junit());
    write(directory.resolve("report.html"), new HtmlReport(verdicts, redactor, version).text());
    write(directory.resolve("badge.json"), badge());
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  /** Returns the report as JSON, see {@code report.schema.json}. */
  public String json() {
    ObjectNode report = Redactor.json().createObjectNode();
    report.put("format", 1);
    report.put("suite", version);
    report.put("contract", Contract.tree().at("/info/version").asText());
    ObjectNode target = report.putObject("target");
    target.put("url", verdicts.options().url().toString());
    if (verdicts.profile().name() != null) {
      target.put("name", verdicts.profile().name());
    }
    target.put("trackers", verdicts.trackers());
    report.put("started", verdicts.started().toString());
    report.put("millis", verdicts.millis());
    report.put("requests", verdicts.requests());
    report.put("seed", verdicts.options().seed());
    report.put("writes", verdicts.options().allowWrites());
    report.put("level", verdicts.options().level().key());
    summary(report.putObject("summary"));
    ArrayNode rules = report.putArray("rules");
    verdicts.outcomes().forEach(outcome -> rule(rules.addObject(), outcome));
    new Coverage(verdicts).writeTo(report);
    verdicts.leftovers().forEach(report.putArray("leftovers")::add);
    verdicts.notes().forEach(report.putArray("notes")::add);
    return redactor.clean(pretty(report));
  }

  private void summary(ObjectNode summary) {
    summary.put("holds", verdicts.holds());
    for (Verdict verdict : Verdict.values()) {
      summary.put(verdict.key(), verdicts.count(verdict));
    }
    for (Level level : Level.values()) {
      long failed =
          verdicts.with(Verdict.FAILED).stream().filter(o -> o.rule().level() == level).count();
      summary.put("failed_" + level.key(), failed);
    }
    ObjectNode missing = summary.putObject("missing");
    for (Map.Entry<String, Integer> entry : new Coverage(verdicts).missing().entrySet()) {
      missing.put(entry.getKey(), entry.getValue());
    }
  }

  private void rule(ObjectNode node, Outcome outcome) {
    node.put("id", outcome.rule().id());
    node.put("action", outcome.rule().action());
    node.put("level", outcome.rule().level().key());
    node.put("status", outcome.verdict().key());
    node.put("title", outcome.rule().title());
    node.put("quote", outcome.rule().quote());
    node.put("source", outcome.rule().source());
    node.put("writes", outcome.rule().writes());
    outcome.rule().needs().forEach(node.putArray("needs")::add);
    outcome.rule().covers().forEach(node.putArray("covers")::add);
    node.put("requests", outcome.requests());
    node.put("millis", outcome.millis());
    if (!outcome.reason().isEmpty()) {
      node.put("reason", outcome.reason());
    }
    if (!outcome.missing().isEmpty()) {
      node.put("missing", outcome.missing());
    }
    if (outcome.verdict() == Verdict.FAILED) {
      node.put("expected", outcome.expected());
      node.put("actual", outcome.actual());
      exchange(node, outcome.exchange());
    }
  }

  private void exchange(ObjectNode node, Exchange exchange) {
    if (exchange == null) {
      return;
    }
    ObjectNode request = node.putObject("request");
    request.put("method", exchange.request().method());
    request.put("url", exchange.request().uri().toString());
    request.put("body", body(exchange.request().body()));
    request.put("curl", redactor.curl(exchange.request()));
    if (exchange.answer() != null) {
      ObjectNode answer = node.putObject("answer");
      answer.put("status", exchange.answer().status());
      answer.put("content_type", exchange.answer().contentType());
      answer.put("millis", exchange.answer().millis());
      answer.put("body", body(exchange.answer().body()));
    }
  }

  static String body(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.length() > LONGEST_BODY ? text.substring(0, LONGEST_BODY) + "…" : text;
  }

  private static String pretty(ObjectNode node) {
    try {
      return Redactor.json()
              .writer()
              .with(SerializationFeature.INDENT_OUTPUT)
              .writeValueAsString(node)
          + "\n";
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns a badge in the form of shields.io's endpoint. */
  public String badge() {
    int passed = verdicts.count(Verdict.PASSED);
    int judged = passed + verdicts.count(Verdict.FAILED);
    ObjectNode badge = Redactor.json().createObjectNode();
    badge.put("schemaVersion", 1);
    badge.put("label", "tracker API conformance");
    badge.put("message", passed + "/" + judged + " rules");
    badge.put(
        "color", verdicts.holds() ? "brightgreen" : passed * 10 > judged * 9 ? "orange" : "red");
    return pretty(badge);
  }

  /** Returns the outcomes as JUnit XML, one test case for each rule. */
  public String junit() {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", "tracker-conformance");
      xml.writeAttribute("tests", Integer.toString(verdicts.outcomes().size()));
      xml.writeAttribute("failures", Integer.toString(verdicts.count(Verdict.FAILED)));
      xml.writeAttribute("errors", "0");
      xml.writeAttribute(
          "skipped",
          Integer.toString(verdicts.count(Verdict.SKIPPED) + verdicts.count(Verdict.NOT_CLAIMED)));
      xml.writeAttribute("time", seconds(verdicts.millis()));
      xml.writeAttribute("timestamp", verdicts.started().toString());
      for (Outcome outcome : verdicts.outcomes()) {
        testCase(xml, outcome);
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return text + "\n";
  }

  private void testCase(XMLStreamWriter xml, Outcome outcome) throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", "tracker." + outcome.rule().action().replace('/', '.'));
    xml.writeAttribute("name", outcome.rule().id() + ": " + outcome.rule().title());
    xml.writeAttribute("time", seconds(outcome.millis()));
    switch (outcome.verdict()) {
      case FAILED -> {
        xml.writeStartElement("failure");
        xml.writeAttribute("type", outcome.rule().level().key());
        xml.writeAttribute("message", printable(redactor.clean(outcome.reason())));
        xml.writeCharacters(
            printable(String.join("\n", new ConsoleReport(verdicts, redactor).block(outcome))));
        xml.writeEndElement();
      }
      case SKIPPED, NOT_CLAIMED -> {
        xml.writeEmptyElement("skipped");
        xml.writeAttribute("message", printable(redactor.clean(outcome.reason())));
      }
      default -> {
        // A passed test case is empty.
      }
    }
    xml.writeEndElement();
  }

  private static String seconds(long millis) {
    return String.format(java.util.Locale.ROOT, "%.3f", millis / 1000.0);
  }

  /** XML cannot hold control characters, and answers of wrong servers can have any. */
  private static String printable(String text) {
    return text.replaceAll("[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD]", "\uFFFD");
  }

  /** Returns what is printed at the end of a run. */
  public List<String> console() {
    return new ConsoleReport(verdicts, redactor).lines();
  }
}
