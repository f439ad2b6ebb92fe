package drydock.tidy;

import com.sun.source.tree.ImportTree;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Dependencies run one way: a package knows only itself and those before it. What lies below a
/// package counts as that package; the classes of the root, which wire the rest, come last.
public final class PackageOrder {

  static final List<String> ORDER =
      List.of(
          "kernel",
          "profile",
          "fault",
          "cluster",
          "configuration",
          "service",
          "registry",
          "placement",
          "machine",
          "task",
          "world",
          "invariant",
          "monitor",
          "log",
          "engine",
          "projection",
          "provider",
          "sandbox",
          "server",
          "Backing",
          "Server",
          "Main");

  private static final String ROOT = "drydock.";

  private PackageOrder() {}

  /// Whether a class belongs to the pure core, `kernel` to `monitor`.
  static boolean isPure(String className) {
    int place = ORDER.indexOf(part(className));
    return place >= 0 && place <= ORDER.indexOf("monitor");
  }

  /// What compiled classes say. Constants are copied into the class that uses them and leave no
  /// trace there, so the imports are looked at too.
  public static List<Violation> inClasses(Classes classes) {
    var violations = new ArrayList<Violation>();
    for (Classes.Compiled compiled : classes.all()) {
      var seen = new TreeSet<String>();
      for (String type : compiled.types()) {
        String what = judge(compiled.name(), type);
        if (!what.isEmpty() && seen.add(what)) {
          violations.add(compiled.violation(0, what));
        }
      }
    }
    return violations;
  }

  public static List<Violation> inImports(Sources sources) {
    var violations = new ArrayList<Violation>();
    for (Sources.Unit unit : sources.units()) {
      for (ImportTree imported : unit.tree().getImports()) {
        String type = imported.getQualifiedIdentifier().toString();
        String what = judge(unit.packageName() + "." + simpleName(unit.file()), type);
        if (!what.isEmpty()) {
          violations.add(unit.violation(imported, what));
        }
      }
    }
    return violations;
  }

  private static String judge(String from, String to) {
    if (!to.startsWith(ROOT)) {
      return "";
    }
    int own = ORDER.indexOf(part(from));
    int other = ORDER.indexOf(part(to));
    if (own < 0) {
      return "the package order does not know `" + part(from) + "`";
    }
    return other > own || other < 0
        ? "`" + part(from) + "` must not know `" + part(to) + "`, which comes after it: " + to
        : "";
  }

  private static String part(String className) {
    String[] parts = className.split("[.$]", -1);
    return parts[1].equals("package-info") ? "Main" : parts[1];
  }

  private static String simpleName(String file) {
    return file.substring(file.lastIndexOf('/') + 1).replace(".java", "");
  }
}
