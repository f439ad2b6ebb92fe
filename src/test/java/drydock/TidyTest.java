package drydock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import drydock.tidy.Classes;
import drydock.tidy.Exhaustive;
import drydock.tidy.Formatting;
import drydock.tidy.Names;
import drydock.tidy.PackageOrder;
import drydock.tidy.Purity;
import drydock.tidy.Shape;
import drydock.tidy.Sources;
import drydock.tidy.Violation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The rules of the house, held against all of our code. That each rule can be broken is shown in
/// `tidy/RulesTest`.
final class TidyTest {

  private static final Path MAIN = Path.of("src/main/java");
  private static final Path TESTS = Path.of("src/test/java");

  private static Classes classes;
  private static Sources main;
  private static Sources everything;

  @BeforeAll
  static void read() throws IOException {
    classes = Classes.below(Path.of("target/classes"));
    main = Sources.parsed(MAIN);
    everything = Sources.parsed(MAIN, TESTS);
  }

  @Test
  void dependenciesRunOneWay() {
    assertNone(PackageOrder.inClasses(classes));
    assertNone(PackageOrder.inImports(main));
  }

  @Test
  void theCoreIsPure() {
    assertNone(Purity.check(classes));
  }

  @Test
  void noExcuseOutlivesItsReason() {
    assertNone(Purity.idleExcuses(classes));
  }

  @Test
  void typesAreNamedAfterWhatTheyAre() {
    assertNone(Names.check(everything));
  }

  @Test
  void filesAndMethodsFitTheEye() throws IOException {
    assertNone(Shape.fileLengths(everything));
    assertNone(Shape.methodLengths(everything));
  }

  @Test
  void noClassKnowsMoreThanFourOthersFromBirth() {
    assertNone(Shape.collaborators(main));
  }

  @Test
  void noClassExtendsAnother() {
    assertNone(Shape.inheritance(classes));
  }

  @Test
  void everyPackageSaysWhatItIs() {
    assertNone(Shape.packageInfos(main));
  }

  @Test
  void everySwitchOverOurTypesNamesEveryCase() throws IOException {
    assertNone(Exhaustive.check(Sources.attributed(MAIN)));
    assertNone(Exhaustive.check(Sources.attributed(TESTS)));
  }

  @Test
  void sourcesHaveTheOneForm() throws IOException {
    assertEquals(
        "", Formatting.outOfForm(Path.of("src")), "`mvn -q -Pformat` brings these in form");
  }

  private static void assertNone(List<Violation> violations) {
    assertEquals(
        "", violations.stream().map(Violation::toString).collect(Collectors.joining("\n")));
  }
}
