package org.trackerapi.generator;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.openapitools.codegen.DefaultGenerator;
import org.openapitools.codegen.config.CodegenConfigurator;

/** Generates from a document as the CLI does, and compiles the output with all warnings. */
final class Generated {
  /** Pseudo option: leaves out the host's validation of the document. */
  static final String UNVALIDATED = "test.unvalidated";

  private final Path folder;

  private Generated(Path folder) {
    this.folder = folder;
  }

  /** Generates into a folder; the package is {@code org.example}. */
  static Generated from(Path document, Path folder, Map<String, String> options) {
    CodegenConfigurator configurator =
        new CodegenConfigurator()
            .setGeneratorName("java-javalin")
            .setInputSpec(document.toString())
            .setOutputDir(folder.toString())
            .setValidateSpec(!options.containsKey(UNVALIDATED))
            .addAdditionalProperty("invokerPackage", "org.example");
    options.forEach(configurator::addAdditionalProperty);
    new DefaultGenerator().opts(configurator.toClientOptInput()).generate();
    return new Generated(folder);
  }

  /** Returns a generated file below {@code org/example}. */
  Path file(String name) {
    return folder.resolve("src/main/java/org/example").resolve(name);
  }

  /** Returns all generated Java files by their path below the output folder. */
  List<Path> sources() {
    return javaFiles(folder.resolve("src"));
  }

  static List<Path> javaFiles(Path root) {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Compiles the output and further sources.
   *
   * @return errors and warnings, empty where there are none
   */
  List<String> compile(List<Path> more) {
    List<Path> sources = new ArrayList<>(sources());
    sources.addAll(more);
    return compile(sources, classes(), System.getProperty("java.class.path"));
  }

  /**
   * Compiles sources against the output, which was compiled before; faster, and the output stays as
   * it was.
   *
   * @return errors and warnings, empty where there are none
   */
  List<String> compileAgainst(List<Path> sources) {
    String classPath = classes() + File.pathSeparator + System.getProperty("java.class.path");
    return compile(sources, folder.resolve("changed-classes"), classPath);
  }

  private static List<String> compile(List<Path> sources, Path target, String classPath) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(diagnostics, null, StandardCharsets.UTF_8)) {
      Files.createDirectories(target);
      List<String> options =
          List.of(
              "-parameters",
              "--release",
              "17",
              "-Xlint:all,-path,-classfile,-processing",
              "-Xdoclint:all,-missing",
              "-proc:none",
              "-d",
              target.toString(),
              "-cp",
              classPath);
      compiler
          .getTask(
              null, files, diagnostics, options, null, files.getJavaFileObjectsFromPaths(sources))
          .call();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> out = new ArrayList<>();
    for (Diagnostic<? extends JavaFileObject> diagnostic : diagnostics.getDiagnostics()) {
      if (diagnostic.getKind() != Diagnostic.Kind.NOTE) {
        out.add(diagnostic.toString());
      }
    }
    return out;
  }

  /**
   * Runs the generated boundary tests.
   *
   * @return what failed, one line each, and as the first line how many ran
   */
  List<String> runBoundaryTests() {
    List<String> out = new ArrayList<>();
    int[] count = new int[1];
    try (URLClassLoader loader = (URLClassLoader) load()) {
      Class<?> type = loader.loadClass("org.example.BoundaryTest");
      Constructor<?> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      Method factory = type.getDeclaredMethod("enforcesEveryConstraintAtItsBoundary");
      factory.setAccessible(true);
      ((Stream<?>) factory.invoke(constructor.newInstance()))
          .map(DynamicTest.class::cast)
          .forEach(
              test -> {
                count[0]++;
                try {
                  test.getExecutable().execute();
                } catch (Throwable e) {
                  out.add(test.getDisplayName() + " -> " + e.getMessage());
                }
              });
    } catch (ReflectiveOperationException | IOException e) {
      throw new AssertionError(e);
    }
    out.add(0, Integer.toString(count[0]));
    return out;
  }

  private Path classes() {
    return folder.resolve("classes");
  }

  /** Loads what was compiled. */
  ClassLoader load() {
    try {
      return new URLClassLoader(
          new URL[] {
            classes().toUri().toURL(), folder.resolve("src/test/resources").toUri().toURL()
          },
          Generated.class.getClassLoader());
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }
}
