package org.trackerapi.conformance.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.trackerapi.conformance.Outcome;
import org.trackerapi.conformance.RuleBook;
import org.trackerapi.conformance.Verdict;
import org.trackerapi.conformance.Verdicts;
import org.trackerapi.spec.Action;
import org.trackerapi.spec.Contract;

/** Writes the report as one page without any other file: for a screen, a phone or paper. */
final class HtmlReport {
  private static final List<String> KINDS =
      List.of("Answers", "Credentials", "Rights", "Errors", "Constraints", "Behaviour");

  private final Verdicts verdicts;
  private final Redactor redactor;
  private final String version;
  private final Coverage coverage;
  private final StringBuilder html = new StringBuilder();

  HtmlReport(Verdicts verdicts, Redactor redactor, String version) {
    this.verdicts = verdicts;
    this.redactor = redactor;
    this.version = version;
    this.coverage = new Coverage(verdicts);
  }

  String text() {
    html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<title>Tracker API conformance: ")
        .append(verdicts.count(Verdict.FAILED))
        .append(" failed</title>\n<style>\n")
        .append(css())
        .append("</style>\n</head>\n<body>\n");
    head();
    contents();
    failures();
    matrix();
    errors();
    constraints();
    roles();
    rules();
    html.append("<footer>tracker-conformance ")
        .append(escaped(version))
        .append(", contract ")
        .append(escaped(Contract.tree().at("/info/version").asText()))
        .append("</footer>\n</body>\n</html>\n");
    return html.toString();
  }

  private static String css() {
    try (InputStream in = HtmlReport.class.getResourceAsStream("/tracker-conformance/report.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void head() {
    boolean holds = verdicts.holds();
    html.append("<header class=\"")
        .append(holds ? "good" : "bad")
        .append("\">\n<h1>")
        .append(
            holds
                ? "All claimed rules hold"
                : verdicts.count(Verdict.FAILED) == 0
                    ? "Nothing was judged"
                    : verdicts.count(Verdict.FAILED) == 1
                        ? "1 rule does not hold"
                        : verdicts.count(Verdict.FAILED) + " rules do not hold")
        .append("</h1>\n<p>")
        .append(escaped(verdicts.options().url().toString()))
        .append(verdicts.profile().name() == null ? "" : " · " + escaped(verdicts.profile().name()))
        .append(" · ")
        .append(verdicts.trackers())
        .append(" trackers · ")
        .append(verdicts.options().allowWrites() ? "reading and writing" : "reading only")
        .append("<br>")
        .append(escaped(verdicts.started().toString().replaceAll("\\..*", "Z")))
        .append(" · ")
        .append(verdicts.requests())
        .append(" requests in ")
        .append(String.format(Locale.ROOT, "%.1f", verdicts.millis() / 1000.0))
        .append(" s · seed ")
        .append(verdicts.options().seed())
        .append("</p>\n</header>\n<ul class=\"counts\">\n");
    for (Verdict verdict : Verdict.values()) {
      html.append("<li class=\"")
          .append(verdict.key())
          .append("\"><b>")
          .append(verdicts.count(verdict))
          .append("</b> ")
          .append(verdict.key().replace('_', ' '))
          .append("</li>\n");
    }
    html.append("</ul>\n");
    sentences("Notes", verdicts.notes());
    sentences("Left on the target", verdicts.leftovers());
    Map<String, Integer> missing = coverage.missing();
    if (!missing.isEmpty()) {
      html.append("<details><summary>What the skipped rules lack</summary><table><tbody>");
      missing.forEach(
          (what, count) ->
              html.append("<tr><th scope=\"row\"><code>")
                  .append(escaped(what))
                  .append("</code></th><td class=\"number\">")
                  .append(count)
                  .append(count == 1 ? " rule</td></tr>" : " rules</td></tr>"));
      html.append("</tbody></table></details>\n");
    }
  }

  private void sentences(String title, List<String> sentences) {
    if (!sentences.isEmpty()) {
      html.append("<section class=\"aside\"><h2>").append(title).append("</h2><ul>");
      sentences.forEach(
          text -> html.append("<li>").append(escaped(redactor.clean(text))).append("</li>"));
      html.append("</ul></section>\n");
    }
  }

  private void contents() {
    html.append("<nav>");
    if (verdicts.count(Verdict.FAILED) > 0) {
      html.append("<a href=\"#failures\">Failures</a> ");
    }
    html.append("<a href=\"#matrix\">Actions and rules</a> <a href=\"#errors\">Errors</a>")
        .append(" <a href=\"#constraints\">Constraints</a> <a href=\"#roles\">Roles</a>")
        .append(" <a href=\"#rules\">All rules</a></nav>\n");
  }

  private void failures() {
    List<Outcome> failed = verdicts.with(Verdict.FAILED);
    if (failed.isEmpty()) {
      return;
    }
    html.append("<section id=\"failures\"><h2>Failures</h2>\n<nav>");
    Map<String, List<Outcome>> byAction = new LinkedHashMap<>();
    failed.forEach(
        outcome ->
            byAction
                .computeIfAbsent(outcome.rule().action(), key -> new ArrayList<>())
                .add(outcome));
    byAction.forEach(
        (action, some) ->
            html.append("<a href=\"#")
                .append(anchor(some.get(0)))
                .append("\">")
                .append(escaped(action))
                .append(" <small>")
                .append(some.size())
                .append("</small></a> "));
    html.append("</nav>\n");
    for (Outcome outcome : failed) {
      html.append("<article id=\"")
          .append(anchor(outcome))
          .append("\"><h3><span class=\"level\">")
          .append(outcome.rule().level())
          .append("</span> <code>")
          .append(escaped(outcome.rule().id()))
          .append("</code> ")
          .append(escaped(outcome.rule().title()))
          .append("</h3>\n<blockquote>")
          .append(escaped(outcome.rule().quote()))
          .append(" <cite>")
          .append(escaped(outcome.rule().source()))
          .append("</cite></blockquote>\n<dl><dt>Expected</dt><dd>")
          .append(shown(outcome.expected()))
          .append("</dd><dt>Got</dt><dd>")
          .append(shown(outcome.actual()))
          .append("</dd></dl>\n");
      if (outcome.exchange() != null) {
        html.append("<details><summary>Request and answer</summary><pre>")
            .append(escaped(limited(redactor.curl(outcome.exchange().request()))))
            .append("</pre>");
        if (outcome.exchange().answer() != null) {
          html.append("<pre>HTTP ")
              .append(outcome.exchange().answer().status())
              .append(' ')
              .append(escaped(outcome.exchange().answer().contentType()))
              .append("\n\n")
              .append(shown(limited(Reports.body(outcome.exchange().answer().body()))))
              .append("</pre>");
        }
        html.append("</details>\n");
      }
      html.append("</article>\n");
    }
    html.append("</section>\n");
  }

  private void matrix() {
    html.append("<section id=\"matrix\"><h2>Actions and rules</h2>\n<p class=\"legend\">")
        .append("<i class=\"passed\"></i> passed <i class=\"failed\"></i> failed ")
        .append("<i class=\"skipped\"></i> skipped <i class=\"not_claimed\"></i> not claimed")
        .append("</p>\n<div class=\"wide\"><table class=\"matrix\"><thead><tr><th>Action</th>");
    KINDS.forEach(kind -> html.append("<th>").append(kind).append("</th>"));
    html.append("</tr></thead><tbody>\n");
    List<String> actions = new ArrayList<>(List.of(RuleBook.GENERAL));
    Contract.actions().stream().map(Action::name).forEach(actions::add);
    for (String action : actions) {
      Map<String, StringBuilder> cells = new LinkedHashMap<>();
      KINDS.forEach(kind -> cells.put(kind, new StringBuilder()));
      boolean any = false;
      for (Outcome outcome : verdicts.outcomes()) {
        if (outcome.rule().action().equals(action)) {
          any = true;
          cells.get(kind(outcome)).append(square(outcome));
        }
      }
      if (any) {
        html.append("<tr><th scope=\"row\">").append(escaped(action)).append("</th>");
        cells.forEach(
            (kind, cell) ->
                html.append("<td data-kind=\"")
                    .append(kind)
                    .append("\">")
                    .append(cell)
                    .append("</td>"));
        html.append("</tr>\n");
      }
    }
    html.append("</tbody></table></div></section>\n");
  }

  private static String square(Outcome outcome) {
    String title =
        escaped(
            outcome.rule().id()
                + ": "
                + outcome.rule().title()
                + " – "
                + outcome.verdict().key().replace('_', ' '));
    String tag = outcome.verdict() == Verdict.FAILED ? "a href=\"#" + anchor(outcome) + "\"" : "i";
    return "<"
        + tag
        + " class=\""
        + outcome.verdict().key()
        + "\" title=\""
        + title
        + "\"></"
        + tag.split(" ")[0]
        + ">";
  }

  private static String kind(Outcome outcome) {
    String id = outcome.rule().id();
    String tail = id.substring(id.lastIndexOf('/') + 1);
    if (outcome.rule().covers().stream().anyMatch(c -> c.startsWith("constraint:"))
        || tail.equals("named")) {
      return "Constraints";
    }
    if (tail.equals("3") || tail.equals("4") || tail.contains("hash")) {
      return "Credentials";
    }
    if (tail.equals("13") || tail.startsWith("right")) {
      return "Rights";
    }
    if (List.of("answer", "form", "query", "slash", "documented", "form-success").contains(tail)) {
      return "Answers";
    }
    return tail.matches("[0-9]+(-.*)?") ? "Errors" : "Behaviour";
  }

  private void errors() {
    html.append(
            "<section id=\"errors\"><h2>Errors by action</h2>\n"
                + "<p>Every number that the contract documents")
        .append(" for the action, with its HTTP status.</p>\n<div class=\"chips\">\n");
    Map<String, StringBuilder> byAction = new LinkedHashMap<>();
    for (Coverage.Line line : coverage.errors()) {
      byAction
          .computeIfAbsent(line.action(), key -> new StringBuilder())
          .append("<span class=\"chip ")
          .append(line.standing().key())
          .append("\" title=\"HTTP ")
          .append(line.httpStatus())
          .append(": ")
          .append(line.standing().key())
          .append("\">")
          .append(line.what())
          .append("<small> ")
          .append(line.httpStatus())
          .append("</small></span> ");
    }
    byAction.forEach(
        (action, chips) ->
            html.append("<p><b>")
                .append(escaped(action))
                .append("</b> ")
                .append(chips)
                .append("</p>\n"));
    html.append("</div></section>\n");
  }

  private void constraints() {
    html.append("<section id=\"constraints\"><h2>Constraints</h2>\n<details><summary>")
        .append(coverage.constraints().size())
        .append(" constraints of parameters</summary><div class=\"chips\">\n");
    Map<String, StringBuilder> byAction = new LinkedHashMap<>();
    for (Coverage.Line line : coverage.constraints()) {
      byAction
          .computeIfAbsent(line.action(), key -> new StringBuilder())
          .append("<span class=\"chip ")
          .append(line.standing().key())
          .append("\">")
          .append(escaped(line.what()))
          .append("</span> ");
    }
    byAction.forEach(
        (action, chips) ->
            html.append("<p><b>")
                .append(escaped(action))
                .append("</b> ")
                .append(chips)
                .append("</p>\n"));
    html.append("</div></details></section>\n");
  }

  private void roles() {
    html.append("<section id=\"roles\"><h2>Roles</h2>\n<div class=\"chips\"><p>\n");
    for (Coverage.Line line : coverage.roles()) {
      html.append("<span class=\"chip ")
          .append(line.standing().key())
          .append("\" title=\"")
          .append(line.standing().rules())
          .append(" rules\">")
          .append(escaped(line.what()))
          .append("</span>\n");
    }
    html.append("</p></div></section>\n");
  }

  private void rules() {
    html.append("<section id=\"rules\"><h2>All rules</h2>\n<details><summary>")
        .append(verdicts.outcomes().size())
        .append(" rules</summary><div class=\"wide\"><table><thead><tr><th>Rule</th><th>Level</th>")
        .append("<th>Outcome</th><th>Says</th></tr></thead><tbody>\n");
    for (Outcome outcome : verdicts.outcomes()) {
      html.append("<tr><th scope=\"row\"><code>")
          .append(escaped(outcome.rule().id()))
          .append("</code></th><td>")
          .append(outcome.rule().level())
          .append("</td><td class=\"word ")
          .append(outcome.verdict().key())
          .append("\">")
          .append(outcome.verdict().key().replace('_', ' '))
          .append("</td><td>")
          .append(escaped(outcome.rule().title()))
          .append(
              outcome.verdict() == Verdict.SKIPPED
                  ? " <small>" + shown(outcome.reason()) + "</small>"
                  : "")
          .append("</td></tr>\n");
    }
    html.append("</tbody></table></div></details></section>\n");
  }

  private static String anchor(Outcome outcome) {
    return "rule-" + outcome.rule().id().replaceAll("[^A-Za-z0-9_.-]", "-");
  }

  private static String limited(String text) {
    return text.length() > 4000 ? text.substring(0, 4000) + "…" : text;
  }

  private String shown(String text) {
    return escaped(redactor.clean(text));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
