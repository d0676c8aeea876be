package org.trackerapi.generator;

import java.io.IOException;
import java.io.UncheckedIOException;
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
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(diagnostics, null, StandardCharsets.UTF_8)) {
      Files.createDirectories(classes());
      List<String> options =
          List.of(
              "--release",
              "17",
              "-Xlint:all,-path,-classfile,-processing",
              "-Xdoclint:all,-missing",
              "-proc:none",
              "-d",
              classes().toString(),
              "-cp",
              System.getProperty("java.class.path"));
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

  private Path classes() {
    return folder.resolve("classes");
  }

  /** Loads what was compiled. */
  ClassLoader load() {
    try {
      return new URLClassLoader(
          new URL[] {classes().toUri().toURL()}, Generated.class.getClassLoader());
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }
}
