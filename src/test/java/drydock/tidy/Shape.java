package drydock.tidy;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// How large things may grow, and how classes relate to each other.
public final class Shape {

  public static final int FILE_LINES_MAX = 400;
  public static final int METHOD_LINES_MAX = 40;
  public static final int COLLABORATORS_MAX = 4;

  private Shape() {}

  public static List<Violation> fileLengths(Sources sources) throws IOException {
    var violations = new ArrayList<Violation>();
    for (Sources.Unit unit : sources.units()) {
      long lines = unit.text().lines().count();
      if (lines > FILE_LINES_MAX) {
        violations.add(
            new Violation(unit.file(), lines + " lines, at most " + FILE_LINES_MAX + " are fine"));
      }
    }
    return violations;
  }

  /// From the result's type to the closing brace: annotations and comments are not counted.
  public static List<Violation> methodLengths(Sources sources) {
    var violations = new ArrayList<Violation>();
    for (Sources.Unit unit : sources.units()) {
      new TreeScanner<Void, Void>() {
        @Override
        public Void visitMethod(MethodTree method, Void unused) {
          long lines = unit.lastLine(method) - unit.firstLine(beginning(method)) + 1;
          if (lines > METHOD_LINES_MAX) {
            String what = method.getName() + " has " + lines + " lines";
            violations.add(
                unit.violation(method, what + ", at most " + METHOD_LINES_MAX + " are fine"));
          }
          return super.visitMethod(method, null);
        }
      }.scan(unit.tree(), null);
    }
    return violations;
  }

  private static Tree beginning(MethodTree method) {
    Tree result = method.getReturnType();
    return result != null ? result : method.getBody() != null ? method.getBody() : method;
  }

  /// Records are data and may be wide; a class with many collaborators knows too much.
  public static List<Violation> collaborators(Sources sources) {
    var violations = new ArrayList<Violation>();
    for (Sources.Unit unit : sources.units()) {
      new TreeScanner<Void, Void>() {
        @Override
        public Void visitClass(ClassTree type, Void unused) {
          if (type.getKind() == Tree.Kind.CLASS) {
            type.getMembers().stream()
                .filter(Shape::isCrowdedConstructor)
                .map(constructor -> unit.violation(constructor, crowded(type)))
                .forEach(violations::add);
          }
          return super.visitClass(type, null);
        }
      }.scan(unit.tree(), null);
    }
    return violations;
  }

  private static boolean isCrowdedConstructor(Tree member) {
    return member instanceof MethodTree method
        && method.getName().contentEquals("<init>")
        && method.getParameters().size() > COLLABORATORS_MAX;
  }

  private static String crowded(ClassTree type) {
    return "the constructor of %s has more than %d parameters"
        .formatted(type.getSimpleName(), COLLABORATORS_MAX);
  }

  /// No class extends another of ours. Exceptions may, and so do the constants of an enum.
  public static List<Violation> inheritance(Classes classes) {
    var supertypes = new TreeMap<String, String>();
    for (Classes.Compiled compiled : classes.all()) {
      supertypes.put(compiled.name(), superclass(compiled));
    }
    var violations = new ArrayList<Violation>();
    for (Classes.Compiled compiled : classes.all()) {
      String parent = superclass(compiled);
      if (supertypes.containsKey(parent) && !isExceptionOrEnum(parent, supertypes)) {
        violations.add(compiled.violation(0, "extends " + parent + "; hold one instead"));
      }
    }
    return violations;
  }

  private static boolean isExceptionOrEnum(String type, Map<String, String> supertypes) {
    String root = type;
    while (supertypes.containsKey(root)) {
      root = supertypes.get(root);
    }
    return root.equals("java.lang.Enum") || root.matches(".*(Exception|Error|Throwable)");
  }

  private static String superclass(Classes.Compiled compiled) {
    return compiled
        .model()
        .superclass()
        .map(type -> type.asInternalName().replace('/', '.'))
        .orElse("");
  }

  /// Every package says what it is, and that nothing in it is null unless it says so.
  public static List<Violation> packageInfos(Sources sources) {
    var missing = new TreeSet<String>();
    sources.units().forEach(unit -> missing.add(unit.packageName()));
    for (Sources.Unit unit : sources.units()) {
      for (AnnotationTree annotation : unit.tree().getPackageAnnotations()) {
        if (annotation.getAnnotationType().toString().equals("NullMarked")) {
          missing.remove(unit.packageName());
        }
      }
    }
    return missing.stream()
        .map(name -> new Violation(name, "has no package-info.java with @NullMarked"))
        .toList();
  }
}
