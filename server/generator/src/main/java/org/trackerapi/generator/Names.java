package org.trackerapi.generator;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Turns the names of a document into names that Java accepts, the same ones every time. */
final class Names {
  private static final Set<String> RESERVED =
      Set.of(
          "abstract",
          "assert",
          "boolean",
          "break",
          "byte",
          "case",
          "catch",
          "char",
          "class",
          "const",
          "continue",
          "default",
          "do",
          "double",
          "else",
          "enum",
          "extends",
          "false",
          "final",
          "finally",
          "float",
          "for",
          "goto",
          "if",
          "implements",
          "import",
          "instanceof",
          "int",
          "interface",
          "long",
          "native",
          "new",
          "null",
          "package",
          "private",
          "protected",
          "public",
          "return",
          "short",
          "static",
          "strictfp",
          "super",
          "switch",
          "synchronized",
          "this",
          "throw",
          "throws",
          "transient",
          "true",
          "try",
          "void",
          "volatile",
          "while",
          "_",
          "var",
          "record",
          "sealed",
          "permits",
          "yield",
          "when");

  /** Names that a record component, or a method of a record, must not have. */
  private static final Set<String> OF_OBJECT =
      Set.of(
          "clone",
          "finalize",
          "getClass",
          "hashCode",
          "notify",
          "notifyAll",
          "toString",
          "wait",
          "builder",
          "toBuilder",
          "equals");

  /**
   * Simple names that generated code uses itself, next to the models; a schema of such a name gets
   * a suffix.
   */
  private static final Set<String> TAKEN =
      Set.of(
          "AssertionError",
          "Binary",
          "BigDecimal",
          "BigInteger",
          "Boolean",
          "Builder",
          "Byte",
          "Character",
          "Class",
          "Codec",
          "Codecs",
          "Collections",
          "Deprecated",
          "Double",
          "Enum",
          "EnumSet",
          "Exception",
          "Float",
          "Function",
          "IOException",
          "IllegalArgumentException",
          "IllegalStateException",
          "Integer",
          "Iterable",
          "JsonGenerator",
          "JsonNode",
          "LinkedHashMap",
          "List",
          "LocalDate",
          "Long",
          "Map",
          "Math",
          "Number",
          "Object",
          "ObjectNode",
          "Objects",
          "OffsetDateTime",
          "Optional",
          "Override",
          "Path",
          "Presence",
          "Property",
          "Reading",
          "Record",
          "RuntimeException",
          "Set",
          "Short",
          "StackOverflowError",
          "String",
          "StringBuilder",
          "SuppressWarnings",
          "System",
          "Thread",
          "Text",
          "Throwable",
          "URI",
          "UUID",
          "Union",
          "UnionCodec",
          "Void",
          "ArrayList",
          "LinkageError");

  private Names() {}

  /**
   * Returns a type name.
   *
   * @param name any name
   * @return the name in upper camel case, as Java accepts it
   */
  static String type(String name) {
    String camel = camel(name);
    String type =
        camel.isEmpty() ? "Empty" : Character.toUpperCase(camel.charAt(0)) + camel.substring(1);
    if (!Character.isJavaIdentifierStart(type.charAt(0))) {
      type = "N" + type;
    }
    return type;
  }

  /**
   * Returns the name of a model; never one that generated code needs for itself.
   *
   * @param name any name
   * @return the type name
   */
  static String model(String name) {
    String type = type(name);
    return TAKEN.contains(type) ? type + "Model" : type;
  }

  /**
   * Returns the name of a variable, method or record component.
   *
   * @param name any name
   * @return the name in lower camel case, as Java accepts it
   */
  static String variable(String name) {
    String camel = camel(name);
    if (camel.isEmpty()) {
      return "empty";
    }
    String variable = decapitalised(camel);
    if (!Character.isJavaIdentifierStart(variable.charAt(0))) {
      variable = "n" + variable;
    }
    return RESERVED.contains(variable) || OF_OBJECT.contains(variable) ? variable + "_" : variable;
  }

  private static String decapitalised(String camel) {
    // A leading abbreviation is lowered as a whole: URL -> url, HTTPServer -> httpServer, Id -> id.
    int upper = 0;
    while (upper < camel.length() && Character.isUpperCase(camel.charAt(upper))) {
      upper++;
    }
    boolean whole =
        upper == camel.length() || upper < 2 || !Character.isLowerCase(camel.charAt(upper));
    int lowered = whole ? Math.max(upper, 1) : upper - 1;
    return camel.substring(0, lowered).toLowerCase(Locale.ROOT) + camel.substring(lowered);
  }

  /**
   * Returns the name of a constant.
   *
   * @param name any name
   * @return the name in upper snake case, as Java accepts it
   */
  static String constant(String name) {
    StringBuilder out = new StringBuilder();
    boolean lower = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!isPart(c)) {
        separate(out);
        lower = false;
      } else {
        if (lower && Character.isUpperCase(c)) {
          separate(out);
        }
        out.append(Character.toUpperCase(c));
        lower = Character.isLowerCase(c) || Character.isDigit(c);
      }
    }
    while (out.length() > 0 && out.charAt(out.length() - 1) == '_') {
      out.setLength(out.length() - 1);
    }
    if (out.length() == 0) {
      return spelled(name);
    }
    if (!Character.isJavaIdentifierStart(out.charAt(0))) {
      return "N" + out;
    }
    // A script without capitals would make it the same name as the variable's.
    return Character.isUpperCase(out.charAt(0)) ? out.toString() : "N_" + out;
  }

  private static void separate(StringBuilder out) {
    if (out.length() > 0 && out.charAt(out.length() - 1) != '_') {
      out.append('_');
    }
  }

  /** Spells out a value that has no letters: "*" becomes ASTERISK. */
  private static String spelled(String value) {
    if (value.isEmpty()) {
      return "EMPTY";
    }
    StringBuilder out = new StringBuilder();
    value
        .codePoints()
        .forEach(
            c -> {
              String name = Character.getName(c);
              out.append(out.length() == 0 ? "" : "_")
                  .append(
                      name == null
                          ? "U" + Integer.toHexString(c)
                          : name.replaceAll("[^A-Za-z0-9]", "_"));
            });
    String spelled = out.toString().toUpperCase(Locale.ROOT);
    return spelled.length() > 60 ? spelled.substring(0, 60) : spelled;
  }

  private static String camel(String name) {
    StringBuilder out = new StringBuilder();
    String[] words = words(name);
    for (String word : words) {
      // In a name of several words, one in capitals is no abbreviation to keep: TRACKER_ID reads as
      // trackerId.
      boolean shouted = words.length > 1 && word.equals(word.toUpperCase(Locale.ROOT));
      String rest = word.substring(1);
      char first = word.charAt(0);
      out.append(out.length() == 0 && !shouted ? first : Character.toUpperCase(first))
          .append(shouted ? rest.toLowerCase(Locale.ROOT) : rest);
    }
    return out.length() == 0 && !name.isEmpty() ? camel(spelled(name)) : out.toString();
  }

  private static String[] words(String name) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      out.append(isPart(name.charAt(i)) ? name.charAt(i) : ' ');
    }
    String joined = out.toString().strip();
    return joined.isEmpty() ? new String[0] : joined.split(" +");
  }

  private static boolean isPart(char c) {
    return c != '_' && c != '$' && Character.isLetterOrDigit(c) && !Character.isSurrogate(c);
  }

  /** Hands out names once; names that differ in case only are different files on few systems. */
  static final class Scope {
    private final Set<String> used = new HashSet<>();

    /**
     * Returns the name, or the name with the first free number.
     *
     * @param name the wanted name
     * @return a name that was not handed out before
     */
    String unique(String name) {
      String candidate = name;
      for (int i = 2; !used.add(candidate.toLowerCase(Locale.ROOT)); i++) {
        candidate = numbered(name, i);
      }
      return candidate;
    }

    /**
     * Returns a name that is free with each of some endings, and takes all of them.
     *
     * @param name the wanted name
     * @param endings the endings
     * @return a name that was not handed out before
     */
    String unique(String name, List<String> endings) {
      String candidate = name;
      for (int i = 2; anyUsed(candidate, endings); i++) {
        candidate = numbered(name, i);
      }
      for (String ending : endings) {
        unique(candidate + ending);
      }
      return candidate;
    }

    private boolean anyUsed(String name, List<String> endings) {
      return endings.stream().anyMatch(ending -> has(name + ending));
    }

    private static String numbered(String name, int number) {
      char last = name.charAt(name.length() - 1);
      return name + (last == '_' || Character.isDigit(last) ? "_" : "") + number;
    }

    /**
     * Says whether a name was handed out.
     *
     * @param name the name
     * @return true if it cannot be had any more
     */
    boolean has(String name) {
      return used.contains(name.toLowerCase(Locale.ROOT));
    }
  }
}
