package org.trackerapi.generator;

import java.util.ArrayList;
import java.util.List;

/** Writes descriptions of a document as Javadoc that compiles and reads well. */
final class Javadoc {
  private static final int WIDTH = 110;

  private Javadoc() {}

  /**
   * Makes text harmless inside a comment: no end of comment, no HTML, no tags, no unicode escapes.
   *
   * @param text Markdown, may be {@code null}
   * @return one line
   */
  static String line(String text) {
    if (text == null) {
      return "";
    }
    StringBuilder out = new StringBuilder();
    boolean blank = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c) || Character.isISOControl(c)) {
        blank = out.length() > 0;
        continue;
      }
      if (blank) {
        out.append(' ');
        blank = false;
      }
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '@' -> out.append("&#64;");
        case '\\' -> out.append("&#92;");
        case '{' -> out.append("&#123;");
        case '}' -> out.append("&#125;");
        case '/' ->
            out.append(out.length() > 0 && out.charAt(out.length() - 1) == '*' ? "&#47;" : "/");
        default -> out.append(c);
      }
    }
    return out.toString();
  }

  /**
   * Sets text as code.
   *
   * @param text the text
   * @return the text in a code tag, where braces may stand as they are
   */
  static String code(String text) {
    if (text.isBlank()) {
      return text.isEmpty() ? "\"\"" : "white space";
    }
    int depth = 0;
    for (int i = 0; i < text.length() && depth >= 0; i++) {
      depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
    }
    boolean plain =
        depth == 0 && text.chars().allMatch(c -> c >= ' ' && c != '\\' && c != '@' && c != '*');
    return plain ? "{@code " + text + "}" : "<code>" + line(text) + "</code>";
  }

  /**
   * Returns the first sentence as a sentence.
   *
   * @param text Markdown, may be {@code null}
   * @param otherwise what to say where there is none
   * @return one line that ends with a full stop
   */
  static String sentence(String text, String otherwise) {
    String line = line(text == null || text.isBlank() ? otherwise : text);
    return line.matches(".*[.!?:]$") ? line : line + ".";
  }

  /**
   * Writes a comment.
   *
   * @param indent what stands before each line
   * @param paragraphs the paragraphs, already harmless; empty ones are dropped
   * @param tags the tags, such as {@code @param x what it is}
   * @return the comment without the last line's end
   */
  static String comment(String indent, List<String> paragraphs, List<String> tags) {
    List<String> lines = new ArrayList<>();
    boolean first = true;
    for (String paragraph : paragraphs) {
      if (!paragraph.isBlank()) {
        if (!first) {
          lines.add("");
        }
        wrap(
            lines,
            (first ? "" : paragraph.startsWith("<") ? "" : "<p>") + paragraph,
            "",
            WIDTH - indent.length());
        first = false;
      }
    }
    if (!tags.isEmpty() && !lines.isEmpty()) {
      lines.add("");
    }
    for (String tag : tags) {
      wrap(lines, tag, "    ", WIDTH - indent.length());
    }
    if (lines.size() == 1 && lines.get(0).length() + indent.length() < WIDTH) {
      return indent + "/** " + lines.get(0) + " */";
    }
    StringBuilder out = new StringBuilder(indent).append("/**\n");
    for (String line : lines) {
      out.append(indent).append(line.isEmpty() ? " *" : " * " + line).append('\n');
    }
    return out.append(indent).append(" */").toString();
  }

  private static void wrap(List<String> lines, String text, String hanging, int width) {
    StringBuilder line = new StringBuilder();
    boolean first = true;
    for (String word : text.split(" ")) {
      if (line.length() > 0 && line.length() + word.length() + 4 > width) {
        lines.add((first ? "" : hanging) + line);
        line.setLength(0);
        first = false;
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add((first ? "" : hanging) + line);
  }
}
