package drydock.tidy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The core touches no clock, no I/O, no random generator and no thread, and nothing in it depends
/// on an order that differs from run to run.
public final class Purity {

  /// Classes that may hold a `HashMap` or `HashSet`, each with the reason why its order cannot be
  /// seen. A sorted map is the rule.
  static final Map<String, String> UNSORTED = new TreeMap<>(Map.of());

  private static final String NO_IO = "the core does no I/O";
  private static final String NO_THREADS = "the core knows no threads";
  private static final String NO_CLOCK = "time is an argument";
  private static final String NO_CHANCE = "chance is a function, ask Dice";
  private static final String ORDER = "its order differs from run to run, use a sorted one";
  private static final String NO_IDENTITY = "it differs from run to run";

  /// Names of types, or beginnings of them where they end in a dot. The longest one decides; an
  /// empty reason allows.
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("", "the core stands on the JDK alone"),
          Map.entry("drydock.", ""),
          Map.entry("org.jspecify.annotations.", ""),
          Map.entry("java.", ""),
          Map.entry("java.io.", NO_IO),
          // Named by the compiler where records and enums meet in one inferred type.
          Map.entry("java.io.Serializable", ""),
          Map.entry("java.nio.", NO_IO),
          // Text as bytes, for hashing: no I/O.
          Map.entry("java.nio.charset.Charset", ""),
          Map.entry("java.nio.charset.StandardCharsets", ""),
          Map.entry("java.net.", NO_IO),
          Map.entry("java.sql.", NO_IO),
          Map.entry("java.util.logging.", "the core does not log"),
          Map.entry("java.lang.System$Logger", "the core does not log"),
          Map.entry("java.util.concurrent.", NO_THREADS),
          Map.entry("java.util.Timer", NO_THREADS),
          Map.entry("java.lang.Thread", NO_THREADS),
          Map.entry("java.lang.ThreadLocal", NO_THREADS),
          Map.entry("java.lang.ScopedValue", NO_THREADS),
          Map.entry("java.lang.Process", NO_IO),
          Map.entry("java.lang.ProcessBuilder", NO_IO),
          Map.entry("java.lang.ProcessHandle", NO_IO),
          Map.entry("java.lang.Runtime", NO_IO),
          Map.entry("java.lang.ref.", "the garbage collector's moments are no facts"),
          Map.entry("java.time.Clock", NO_CLOCK),
          Map.entry("java.time.InstantSource", NO_CLOCK),
          Map.entry("java.util.Random", NO_CHANCE),
          Map.entry("java.util.random.", NO_CHANCE),
          Map.entry("java.util.SplittableRandom", NO_CHANCE),
          Map.entry("java.security.SecureRandom", NO_CHANCE),
          Map.entry("java.util.HashMap", ORDER),
          Map.entry("java.util.HashSet", ORDER),
          Map.entry("java.util.Hashtable", ORDER),
          Map.entry("java.util.Properties", ORDER),
          Map.entry("java.util.IdentityHashMap", ORDER),
          Map.entry("java.util.WeakHashMap", ORDER));

  private record Ban(String what, Predicate<Classes.Use> covers, String why) {}

  private static final List<Ban> MEMBERS =
      List.of(
          new Ban("java.lang.System.*", Purity::isSystem, "the core sees nothing of the machine"),
          ban("java.lang.Math.random", NO_CHANCE),
          new Ban("inexact Math", Purity::isInexact, "StrictMath has the same bits everywhere"),
          ban("java.util.UUID.randomUUID", NO_CHANCE),
          ban("java.util.Collections.shuffle", NO_CHANCE),
          new Ban("now()", use -> use.owner().startsWith("java.time.") && is(use, "now"), NO_CLOCK),
          ban("java.time.ZoneId.systemDefault", "it differs from machine to machine"),
          ban("java.util.TimeZone.getDefault", "it differs from machine to machine"),
          ban("java.util.Locale.getDefault", "it differs from machine to machine"),
          new Ban("parallelStream()", use -> is(use, "parallelStream"), NO_THREADS),
          new Ban("parallel()", use -> inStreams(use) && is(use, "parallel"), NO_THREADS),
          new Ban("an immutable Map or Set of several", Purity::isUnorderedFactory, ORDER),
          new Ban("a collector into a HashMap or HashSet", Purity::isUnorderedCollector, ORDER),
          new Ban("hashCode() of an object or enum", Purity::isIdentity, NO_IDENTITY));

  /// Hash codes that the JDK's documentation defines.
  private static final Set<String> HASHES =
      Set.of(
          "java.lang.String",
          "java.lang.Integer",
          "java.lang.Long",
          "java.lang.Double",
          "java.lang.Boolean");

  /// What Math may compute with an error of its own on each machine.
  private static final Pattern INEXACT =
      Pattern.compile("a?(sin|cos|tan)h?|atan2|exp|expm1|log|log10|log1p|pow|cbrt|hypot");

  private Purity() {}

  public static List<Violation> check(Classes classes) {
    var violations = new ArrayList<Violation>();
    for (Classes.Compiled compiled : classes.all()) {
      if (PackageOrder.isPure(compiled.name())) {
        checkTypes(compiled, violations);
        checkMembers(compiled, violations);
      }
    }
    return violations;
  }

  /// Excuses that nothing needs any more.
  public static List<Violation> idleExcuses(Classes classes) {
    var idle = new TreeSet<String>(UNSORTED.keySet());
    for (Classes.Compiled compiled : classes.all()) {
      if (compiled.types().stream().anyMatch(type -> whyNot(type).equals(ORDER))) {
        idle.remove(compiled.topLevelName());
      }
    }
    return idle.stream().map(name -> new Violation(name, "needs no excuse any more")).toList();
  }

  private static void checkTypes(Classes.Compiled compiled, List<Violation> violations) {
    for (String type : compiled.types()) {
      String why = whyNot(type);
      boolean excused = why.equals(ORDER) && UNSORTED.containsKey(compiled.topLevelName());
      if (!why.isEmpty() && !excused) {
        violations.add(compiled.violation(0, type + ": " + why));
      }
    }
  }

  private static void checkMembers(Classes.Compiled compiled, List<Violation> violations) {
    for (Classes.Use use : compiled.uses()) {
      for (Ban ban : MEMBERS) {
        if (ban.covers().test(use)) {
          String what = use.qualifiedName() + ": " + ban.what() + ": " + ban.why();
          violations.add(compiled.violation(use.line(), what));
        }
      }
    }
  }

  private static String whyNot(String type) {
    for (String prefix = type; ; prefix = shorter(prefix)) {
      String why = TYPES.get(prefix);
      if (why != null) {
        return why;
      }
    }
  }

  /// `java.util.Map$Entry` → `java.util.Map` → `java.util.` → `java.` → nothing.
  private static String shorter(String prefix) {
    int inner = prefix.lastIndexOf('$');
    if (inner > 0) {
      return prefix.substring(0, inner);
    }
    return prefix.substring(0, prefix.lastIndexOf('.', prefix.length() - 2) + 1);
  }

  private static Ban ban(String member, String why) {
    return new Ban(member, use -> use.qualifiedName().equals(member), why);
  }

  private static boolean is(Classes.Use use, String member) {
    return use.member().equals(member);
  }

  private static boolean inStreams(Classes.Use use) {
    return use.owner().startsWith("java.util.stream.");
  }

  private static boolean isSystem(Classes.Use use) {
    return use.owner().equals("java.lang.System") && !is(use, "arraycopy");
  }

  private static boolean isInexact(Classes.Use use) {
    return use.owner().equals("java.lang.Math") && INEXACT.matcher(use.member()).matches();
  }

  /// With none or one element there is no order to differ.
  private static boolean isUnorderedFactory(Classes.Use use) {
    return switch (use.owner()) {
      case "java.util.Map" ->
          is(use, "copyOf")
              || is(use, "ofEntries")
              || (is(use, "of")
                  && use.descriptor().startsWith("(" + "Ljava/lang/Object;".repeat(3)));
      case "java.util.Set" ->
          is(use, "copyOf")
              || (is(use, "of")
                  && !use.descriptor().startsWith("()")
                  && !use.descriptor().startsWith("(Ljava/lang/Object;)"));
      default -> false;
    };
  }

  private static boolean isUnorderedCollector(Classes.Use use) {
    if (!use.owner().equals("java.util.stream.Collectors")) {
      return false;
    }
    boolean choosesItsMap = use.descriptor().contains("Ljava/util/function/Supplier;");
    return switch (use.member()) {
      case "toSet", "toUnmodifiableSet", "toUnmodifiableMap" -> true;
      case "toMap", "groupingBy" -> !choosesItsMap;
      default -> use.member().endsWith("Concurrent") || is(use, "toConcurrentMap");
    };
  }

  /// A hashCode() may be made of others; nothing else may be made of one that the JVM draws.
  private static boolean isIdentity(Classes.Use use) {
    return is(use, "hashCode") && !use.within().equals("hashCode") && !HASHES.contains(use.owner());
  }
}
