package drydock.tidy;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// Sources as the compiler reads them.
public record Sources(List<Unit> units, Trees trees) {

  /// One source file.
  public record Unit(String file, CompilationUnitTree tree, SourcePositions positions) {

    public String text() throws IOException {
      return tree.getSourceFile().getCharContent(true).toString();
    }

    public String packageName() {
      return tree.getPackageName() == null ? "" : tree.getPackageName().toString();
    }

    public long firstLine(Tree part) {
      return tree.getLineMap().getLineNumber(positions.getStartPosition(tree, part));
    }

    public long lastLine(Tree part) {
      return tree.getLineMap().getLineNumber(positions.getEndPosition(tree, part));
    }

    Violation violation(Tree part, String what) {
      return new Violation(file + ":" + firstLine(part), what);
    }
  }

  /// A source that exists only as text: an example of what a rule catches.
  record Text(String file, String text) {}

  /// Reads all sources below directories, without a look at what the names in them mean.
  public static Sources parsed(Path... directories) throws IOException {
    return read(filesBelow(directories), false);
  }

  /// Reads all sources below directories and finds the type of every expression.
  public static Sources attributed(Path... directories) throws IOException {
    return read(filesBelow(directories), true);
  }

  static Sources read(List<? extends JavaFileObject> files, boolean attributed) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    var diagnostics = new DiagnosticCollector<JavaFileObject>();
    List<String> options =
        List.of("-proc:none", "-implicit:none", "-cp", System.getProperty("java.class.path"));
    JavacTask task =
        (JavacTask)
            compiler.getTask(new StringWriter(), null, diagnostics, options, List.of(), files);
    Trees trees = Trees.instance(task);
    var units = new ArrayList<Unit>();
    for (CompilationUnitTree tree : task.parse()) {
      units.add(new Unit(nameOf(tree.getSourceFile()), tree, trees.getSourcePositions()));
    }
    if (attributed) {
      task.analyze();
    }
    failOnErrors(diagnostics);
    return new Sources(units, trees);
  }

  static List<JavaFileObject> inMemory(List<Text> sources) {
    return sources.stream().map(Sources::inMemory).toList();
  }

  private static JavaFileObject inMemory(Text source) {
    URI uri = URI.create("text:///" + source.file());
    return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source.text();
      }
    };
  }

  private static List<? extends JavaFileObject> filesBelow(Path... directories) throws IOException {
    var files = new ArrayList<Path>();
    for (Path directory : directories) {
      try (Stream<Path> below = Files.walk(directory)) {
        files.addAll(below.filter(file -> file.toString().endsWith(".java")).sorted().toList());
      }
    }
    var fileManager = ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null);
    var objects = new ArrayList<JavaFileObject>();
    fileManager.getJavaFileObjectsFromPaths(files).forEach(objects::add);
    return objects;
  }

  private static String nameOf(JavaFileObject file) {
    return file.toUri().getScheme().equals("text")
        ? file.toUri().getPath().substring(1)
        : Path.of("").toAbsolutePath().relativize(Path.of(file.toUri())).toString();
  }

  private static void failOnErrors(DiagnosticCollector<JavaFileObject> diagnostics) {
    List<Diagnostic<? extends JavaFileObject>> errors =
        diagnostics.getDiagnostics().stream()
            .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
            .toList();
    if (!errors.isEmpty()) {
      throw new AssertionError("The sources do not compile: " + errors);
    }
  }
}
