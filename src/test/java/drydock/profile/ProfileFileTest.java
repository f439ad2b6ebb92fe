package drydock.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import drydock.kernel.Lognormal;
import drydock.server.ProfileFile;
import drydock.server.ProfileSchema;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProfileFileTest {

  /// Records that are written as one value.
  private static final List<Class<?>> VALUES = List.of(Lognormal.class, Portion.class);

  static Stream<String> shipped() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("sim/profile"))) {
      return files
          .map(file -> file.getFileName().toString().replace(".yaml", ""))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void everyProfileThatShipsIsRight(String name) {
    assertEquals(name, ProfileFile.read(name).name());
  }

  @Test
  void aProfileOfOnesOwnIsNamedAfterItsFile(@TempDir Path home) throws IOException {
    Path file = home.resolve("ours.yaml");
    Files.writeString(
        file,
        """
        extends: instant
        kubernetes: modern
        timings: {nodeBoot: 0.5}
        rollout: {maxSurge: 150%}
        """);
    Profile profile = ProfileFile.read(file.toString());
    assertEquals("ours", profile.name());
    assertEquals(Release.MODERN, profile.kubernetes());
    assertEquals("150%", profile.rollout().maxSurge().toString());
    assertEquals(500, profile.timings().nodeBoot().median().toMillis());
    assertEquals(0, profile.timings().nodeJoin().median().toMillis());
  }

  /// What records hold and what the schema allows is the same, key by key, and what a record can
  /// not do without the schema requires of a profile that extends none.
  @Test
  void theSchemaAndTheRecordsAgree() {
    List<String> differences = new ArrayList<>();
    JsonNode profile = ProfileSchema.document("profile.json");
    compare("", Profile.class, new ProfileSchema.Rule("profile.json", profile), differences);
    demands("", Profile.class, profile.get("then"), differences);
    assertEquals(List.of(), differences);
  }

  private static void compare(
      String path, Type type, ProfileSchema.Rule rule, List<String> differences) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      compare(path + "[]", list.getActualTypeArguments()[0], rule.items(), differences);
    } else if (type instanceof Class<?> kind && kind.isRecord() && !VALUES.contains(kind)) {
      var keys = new TreeSet<String>();
      rule.schema().path("properties").fieldNames().forEachRemaining(keys::add);
      for (RecordComponent part : kind.getRecordComponents()) {
        String key = path + "." + part.getName();
        if (keys.remove(part.getName())) {
          compare(key, part.getGenericType(), rule.of(part.getName()), differences);
        } else if (!key.equals(".name")) {
          differences.add(key + " is not in sim/schema/" + rule.file());
        }
      }
      keys.remove("extends");
      keys.forEach(key -> differences.add(path + "." + key + " is in no record"));
    }
  }

  /// Lists look after themselves; so does the catalogue, which need not be there.
  private static void demands(
      String path, Class<?> record, JsonNode schema, List<String> differences) {
    List<String> required = new ArrayList<>();
    schema.path("required").forEach(key -> required.add(key.textValue()));
    for (RecordComponent part : record.getRecordComponents()) {
      String key = path + "." + part.getName();
      if (key.equals(".name") || key.equals(".catalogue")) {
        continue;
      }
      boolean optional =
          Arrays.stream(part.getAnnotatedType().getAnnotations())
              .anyMatch(each -> each.annotationType() == Nullable.class);
      if (required.contains(part.getName()) == optional) {
        differences.add(key + (optional ? " is required" : " is not required"));
      }
      Class<?> type = part.getType();
      if (type.isRecord() && !VALUES.contains(type)) {
        demands(key, type, schema.path("properties").path(part.getName()), differences);
      }
    }
  }
}
