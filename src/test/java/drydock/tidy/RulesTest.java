package drydock.tidy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every rule of the house, held against a small example that breaks it: a rule that catches
/// nothing is no rule.
final class RulesTest {

  private static final List<String> IMPURE =
      List.of(
          "System.currentTimeMillis()",
          "System.nanoTime()",
          "System.out",
          "java.time.Instant.now()",
          "java.time.LocalDate.now()",
          "java.time.Clock.systemUTC()",
          "Math.random()",
          "Math.log(2)",
          "java.util.UUID.randomUUID()",
          "new java.util.Random(1)",
          "new java.security.SecureRandom()",
          "java.util.concurrent.ThreadLocalRandom.current()",
          "new java.util.concurrent.ConcurrentHashMap<>()",
          "new java.util.concurrent.atomic.AtomicLong()",
          "Thread.currentThread()",
          "new java.io.File(\"a\")",
          "java.nio.file.Path.of(\"a\")",
          "java.net.URI.create(\"a\")",
          "java.sql.Types.ARRAY + java.sql.Date.valueOf(\"2026-01-01\").getTime()",
          "new java.util.HashMap<>()",
          "new java.util.HashSet<>()",
          "java.util.Map.of(1, 2, 3, 4)",
          "java.util.Map.copyOf(new java.util.TreeMap<Long, Long>())",
          "java.util.Set.of(1, 2)",
          "java.util.Set.copyOf(java.util.List.of())",
          "java.util.stream.Stream.of(1).collect(java.util.stream.Collectors.toSet())",
          "java.util.stream.Stream.of(1).collect(java.util.stream.Collectors.groupingBy(i -> i))",
          "java.util.stream.Stream.of(1).parallel()",
          "System.identityHashCode(\"a\")",
          "new Object().hashCode()",
          "java.time.DayOfWeek.MONDAY.hashCode()",
          "(java.util.function.Supplier<Object>) java.util.HashMap::new",
          "(java.util.function.Supplier<Object>) java.time.Instant::now",
          "io.vertx.core.Vertx.vertx()",
          "new com.fasterxml.jackson.databind.ObjectMapper()");

  private static final List<String> PURE =
      List.of(
          "java.util.Map.of()",
          "java.util.Map.of(1, 2)",
          "java.util.Set.of(1)",
          "java.util.List.of(1, 2, \"a\")",
          "new java.util.LinkedHashMap<>(new java.util.TreeMap<Long, Long>())",
          "\"a\".hashCode() + Math.max(1, 2) + StrictMath.log(2)",
          "\"a\".getBytes(java.nio.charset.StandardCharsets.UTF_8)",
          "java.time.Instant.EPOCH.plus(java.time.Duration.ofSeconds(1))",
          "new int[] {1}.clone()");

  @TempDir Path output;

  @Test
  void aPackageThatKnowsALaterOneIsCaught() throws IOException {
    Classes classes =
        compile(
            source("drydock/kernel/A.java", "package drydock.kernel; class A { drydock.log.B b; }"),
            source("drydock/log/B.java", "package drydock.log; public class B {}"));
    assertEquals(
        "drydock.kernel.A: `kernel` must not know `log`, which comes after it: drydock.log.B",
        lines(PackageOrder.inClasses(classes)));
  }

  @Test
  void aTypeInsideBracketsIsSeenToo() throws IOException {
    Classes classes =
        compile(
            source(
                "drydock/kernel/A.java",
                "package drydock.kernel; class A { java.util.List<drydock.log.B[]> all; }"),
            source("drydock/log/B.java", "package drydock.log; public class B {}"));
    assertEquals(1, PackageOrder.inClasses(classes).size());
  }

  @Test
  void aPackageMayKnowAnEarlierOneAndItself() throws IOException {
    Classes classes =
        compile(
            source(
                "drydock/provider/tencent/A.java",
                "package drydock.provider.tencent; class A { drydock.log.B b; drydock.provider.C c;"
                    + " }"),
            source("drydock/log/B.java", "package drydock.log; public class B {}"),
            source("drydock/provider/C.java", "package drydock.provider; public class C {}"));
    assertEquals(List.of(), PackageOrder.inClasses(classes));
  }

  @Test
  void aPackageThatTheOrderDoesNotKnowIsCaught() throws IOException {
    Classes classes = compile(source("drydock/util/A.java", "package drydock.util; class A {}"));
    assertEquals(
        "drydock.util.A: the package order does not know `util`",
        lines(PackageOrder.inClasses(classes)));
  }

  @Test
  void anImportThatLeavesNoTraceInTheClassIsCaught() throws IOException {
    Sources sources =
        parse(
            "drydock/kernel/A.java",
            """
            package drydock.kernel;

            import static drydock.log.B.BATCH_MAX;

            class A {}
            """);
    assertEquals(
        "drydock/kernel/A.java:3: `kernel` must not know `log`, which comes after it: "
            + "drydock.log.B.BATCH_MAX",
        lines(PackageOrder.inImports(sources)));
  }

  @Test
  void whatTheCoreMustNotTouchIsCaughtThereAndOnlyThere() throws IOException {
    Classes classes =
        compile(expressions("drydock.world", IMPURE), expressions("drydock.log", IMPURE));
    assertEquals(classNames("drydock.world", IMPURE), placesOf(Purity.check(classes)));
  }

  @Test
  void whatIsTheSameInEveryRunIsFineInTheCore() throws IOException {
    assertEquals("", lines(Purity.check(compile(expressions("drydock.kernel", PURE)))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "class ClusterManager {}",
        "interface Helpers {}",
        "class EventLogImpl {}",
        "record NodeBase() {}",
        "enum HTTPUtil {}",
        "class A { class AbstractB {} }",
        "record ReplicaStartedEvent() {}",
      })
  void anEmptyNameIsCaught(String declaration) throws IOException {
    assertEquals(1, Names.check(parse("drydock/kernel/A.java", declaration)).size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"class Database {}", "sealed interface ReplicaEvent {}", "class Utilization {}"})
  void aNameThatOnlyLooksEmptyIsFine(String declaration) throws IOException {
    assertEquals(List.of(), Names.check(parse("drydock/kernel/A.java", declaration)));
  }

  @Test
  void aFileIsLongFromLine401On() throws IOException {
    assertEquals(List.of(), Shape.fileLengths(parse("A.java", "//\n".repeat(400))));
    assertEquals(
        "A.java: 401 lines, at most 400 are fine",
        lines(Shape.fileLengths(parse("A.java", "//\n".repeat(401)))));
  }

  @Test
  void aMethodIsLongFromLine41On() throws IOException {
    String method = "class A {\n  void a() {\n%s  }\n}\n";
    assertEquals(
        List.of(), Shape.methodLengths(parse("A.java", method.formatted(";\n".repeat(38)))));
    assertEquals(
        "A.java:2: a has 41 lines, at most 40 are fine",
        lines(Shape.methodLengths(parse("A.java", method.formatted(";\n".repeat(39))))));
  }

  @Test
  void aFifthCollaboratorIsCaughtInAClassButNotInARecord() throws IOException {
    assertEquals(
        "A.java:1: the constructor of A has more than 4 parameters",
        lines(
            Shape.collaborators(
                parse("A.java", "class A { A(int a, int b, int c, int d, int e) {} }"))));
    assertEquals(
        List.of(),
        Shape.collaborators(
            parse("A.java", "class A { A(int a, int b, int c, int d) {} }\nrecord B(int a) {}")));
  }

  @Test
  void aClassThatExtendsOneOfOursIsCaught() throws IOException {
    Classes classes =
        compile(
            source(
                "drydock/kernel/A.java",
                "package drydock.kernel; class A {} class B extends A {}"));
    assertEquals(
        "drydock.kernel.B: extends drydock.kernel.A; hold one instead",
        lines(Shape.inheritance(classes)));
  }

  @Test
  void exceptionsAndConstantsOfAnEnumMayExtend() throws IOException {
    Classes classes =
        compile(
            source(
                "drydock/kernel/A.java",
                """
                package drydock.kernel;
                class A extends RuntimeException {}
                class B extends A {}
                enum C { D { void e() {} }; abstract void e(); }
                """));
    assertEquals(List.of(), Shape.inheritance(classes));
  }

  @Test
  void aPackageWithoutAMarkIsCaught() throws IOException {
    Sources sources =
        parse(
            source("drydock/kernel/A.java", "package drydock.kernel;"),
            source("drydock/log/package-info.java", "@NullMarked package drydock.log;"));
    assertEquals(
        "drydock.kernel: has no package-info.java with @NullMarked",
        lines(Shape.packageInfos(sources)));
  }

  @Test
  void aDefaultThatWouldSwallowANewCaseIsCaught() throws IOException {
    String choose =
        """
        package drydock.kernel;
        class A {
          enum Phase { ON, OFF }
          sealed interface S permits T {}
          record T() implements S {}
          int expression(Phase phase) { return switch (phase) { case ON -> 1; default -> 0; }; }
          void statement(Phase phase) { switch (phase) { case ON: break; default: break; } }
          int sealed(S s) { return switch (s) { case T() -> 1; case null, default -> 0; }; }
          <X extends S> int variable(X x) { return switch (x) { default -> 0; }; }
        }
        """;
    assertEquals(
        List.of(6L, 7L, 8L, 9L),
        Exhaustive.check(attribute("drydock/kernel/A.java", choose)).stream()
            .map(violation -> Long.valueOf(violation.where().split(":", -1)[1]))
            .toList());
  }

  @Test
  void aDefaultIsFineWhereNotEveryCaseCanBeNamed() throws IOException {
    String choose =
        """
        package drydock.kernel;
        class A {
          enum Phase { ON, OFF }
          int text(String s) { return switch (s) { case "a" -> 1; default -> 0; }; }
          int named(Phase phase) { return switch (phase) { case ON -> 1; case OFF -> 0; }; }
        }
        """;
    assertEquals(List.of(), Exhaustive.check(attribute("drydock/kernel/A.java", choose)));
  }

  @Test
  void aSourceOutOfFormIsCaught() throws IOException {
    Path good = Files.writeString(output.resolve("Good.java"), "class Good {}\n");
    Path bad = Files.writeString(output.resolve("Bad.java"), "class Bad { }\n");
    assertEquals(bad.toString(), Formatting.outOfForm(output).strip());
    assertEquals("class Good {}\n", Files.readString(good));
  }

  private static Sources parse(String file, String text) throws IOException {
    return parse(source(file, text));
  }

  private static Sources parse(Sources.Text... sources) throws IOException {
    return Sources.read(Sources.inMemory(List.of(sources)), false);
  }

  private static Sources attribute(String file, String text) throws IOException {
    return Sources.read(Sources.inMemory(List.of(source(file, text))), true);
  }

  private Classes compile(Sources.Text... sources) throws IOException {
    List<String> options =
        List.of("-d", output.toString(), "-cp", System.getProperty("java.class.path"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    var files = Sources.inMemory(List.of(sources));
    assertTrue(compiler.getTask(null, null, null, options, null, files).call(), "does not compile");
    return Classes.below(output);
  }

  private static Sources.Text source(String file, String text) {
    return new Sources.Text(file, text);
  }

  /// A source with a class for each expression.
  private static Sources.Text expressions(String packageName, List<String> expressions) {
    var text = new StringBuilder("package " + packageName + ";\n");
    for (int i = 0; i < expressions.size(); i++) {
      text.append("class A%d { Object o = %s; }\n".formatted(i, expressions.get(i)));
    }
    return source(packageName.replace('.', '/') + "/A.java", text.toString());
  }

  private static SortedSet<String> classNames(String packageName, List<String> expressions) {
    return IntStream.range(0, expressions.size())
        .mapToObj(i -> packageName + ".A" + i)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static SortedSet<String> placesOf(List<Violation> violations) {
    return violations.stream()
        .map(violation -> violation.where().replaceFirst(":.*", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String lines(List<Violation> violations) {
    return violations.stream().map(Violation::toString).collect(Collectors.joining("\n"));
  }
}
