package org.trackerapi.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Finds strings that match a pattern, as short or as long as it allows. Knows the common part of
 * the dialect.
 */
final class Samples {
  private static final int LONGEST = 3000;

  private final String pattern;
  private final Pattern compiled;
  private int at;

  private Samples(String pattern, Pattern compiled) {
    this.pattern = pattern;
    this.compiled = compiled;
  }

  /** A part of a pattern with how often it may stand. */
  private record Node(String text, List<Node> parts, int least, int most) {
    void write(StringBuilder out, boolean longest, int spare) {
      int times = longest && most < LONGEST ? most : least;
      times = spare > 0 && parts == null && most > least ? Math.min(most, least + spare) : times;
      for (int i = 0; i < times; i++) {
        if (parts == null) {
          out.append(text);
        } else {
          parts.forEach(part -> part.write(out, longest, 0));
        }
      }
    }
  }

  /**
   * Finds the shortest match.
   *
   * @param java the pattern in Java's dialect; {@code null} matches everything
   * @return a match; {@code null} if none was found
   */
  static String shortest(String java) {
    return find(java, false, 0);
  }

  /**
   * Finds the longest match.
   *
   * @param java the pattern in Java's dialect
   * @return a match; {@code null} if none was found
   */
  static String longest(String java) {
    return find(java, true, 0);
  }

  /**
   * Finds a match of some length.
   *
   * @param java the pattern in Java's dialect; {@code null} matches everything
   * @param length the length
   * @return a match; {@code null} if none was found
   */
  static String ofLength(String java, int length) {
    if (java == null) {
      return "a".repeat(length);
    }
    String shortest = shortest(java);
    if (shortest == null || shortest.length() > length) {
      return null;
    }
    String found =
        shortest.length() == length ? shortest : find(java, false, length - shortest.length());
    return found != null && found.length() == length ? found : null;
  }

  private static String find(String java, boolean longest, int spare) {
    if (java == null) {
      return "a".repeat(spare + 1);
    }
    try {
      Samples samples = new Samples(java, Pattern.compile(java));
      List<Node> nodes = samples.sequence();
      if (nodes == null) {
        return null;
      }
      StringBuilder out = new StringBuilder();
      int left = spare;
      for (Node node : nodes) {
        int before = out.length();
        node.write(out, longest, left);
        boolean stretched = left > 0 && node.parts() == null && node.most() > node.least();
        left = stretched ? left - (out.length() - before - node.least()) : left;
      }
      String found = out.toString();
      return samples.compiled.matcher(found).find() ? found : null;
    } catch (PatternSyntaxException | StringIndexOutOfBoundsException e) {
      return null;
    }
  }

  /** Reads up to the end of a group; {@code null} where the pattern has what is not known here. */
  private List<Node> sequence() {
    List<Node> nodes = new ArrayList<>();
    while (at < pattern.length() && pattern.charAt(at) != ')') {
      char c = pattern.charAt(at);
      if (c == '^' || pattern.startsWith("\\z", at) || pattern.startsWith("\\A", at)) {
        at += c == '^' ? 1 : 2;
        continue;
      }
      if (c == '|') {
        // The first alternative is enough.
        skipToEnd();
        break;
      }
      Node node = atom();
      if (node == null) {
        return null;
      }
      nodes.add(quantified(node));
    }
    return nodes;
  }

  private void skipToEnd() {
    int depth = 0;
    while (at < pattern.length() && (depth > 0 || pattern.charAt(at) != ')')) {
      char c = pattern.charAt(at);
      if (c == '\\') {
        at++;
      } else if (c == '[') {
        member();
        continue;
      } else if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth--;
      }
      at++;
    }
  }

  private Node atom() {
    char c = pattern.charAt(at);
    if (c == '(') {
      at++;
      if (pattern.startsWith("?:", at)) {
        at += 2;
      } else if (pattern.charAt(at) == '?') {
        return null;
      }
      List<Node> parts = sequence();
      at++;
      return parts == null ? null : new Node(null, parts, 1, 1);
    }
    if (c == '[') {
      String member = member();
      return member == null ? null : new Node(member, null, 1, 1);
    }
    if (c == '\\') {
      String escaped = escaped();
      return escaped == null ? null : new Node(escaped, null, 1, 1);
    }
    at++;
    return new Node(c == '.' ? "a" : String.valueOf(c), null, 1, 1);
  }

  private String escaped() {
    char next = pattern.charAt(at + 1);
    if (next == 'x') {
      String hex = pattern.substring(at + 2, at + 4);
      at += 4;
      return String.valueOf((char) Integer.parseInt(hex, 16));
    }
    at += 2;
    return switch (next) {
      case 'd' -> "1";
      case 'w' -> "a";
      case 's' -> " ";
      case 'b', 'B', 'p', 'P', 'k', 'u' -> null;
      default -> String.valueOf(next);
    };
  }

  /** Reads a class; returns the first likely character that it has. */
  private String member() {
    int start = at++;
    while (pattern.charAt(at) != ']') {
      at += pattern.charAt(at) == '\\' ? 2 : 1;
    }
    at++;
    Pattern member = Pattern.compile(pattern.substring(start, at));
    for (String candidate : List.of("9", "8", "1", "a", "A", "x", "b", "-", "_", " ", ".", "0")) {
      if (member.matcher(candidate).matches()) {
        return candidate;
      }
    }
    for (char c = '!'; c < 0x250; c++) {
      if (member.matcher(String.valueOf(c)).matches()) {
        return String.valueOf(c);
      }
    }
    return null;
  }

  private Node quantified(Node node) {
    if (at >= pattern.length()) {
      return node;
    }
    int least = 1;
    int most = 1;
    char c = pattern.charAt(at);
    if (c == '*' || c == '+' || c == '?') {
      least = c == '+' ? 1 : 0;
      most = c == '?' ? 1 : LONGEST;
      at++;
    } else if (c == '{') {
      int end = pattern.indexOf('}', at);
      String[] limits = pattern.substring(at + 1, end).split(",", -1);
      least = Integer.parseInt(limits[0]);
      most =
          limits.length == 1 ? least : limits[1].isEmpty() ? LONGEST : Integer.parseInt(limits[1]);
      at = end + 1;
    } else {
      return node;
    }
    if (at < pattern.length() && pattern.charAt(at) == '?') {
      at++;
    }
    return new Node(node.text(), node.parts(), least, most);
  }
}
