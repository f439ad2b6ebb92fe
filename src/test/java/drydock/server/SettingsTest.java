package drydock.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import drydock.server.Settings.Access;
import drydock.server.Settings.Auth;
import drydock.server.Settings.Clock;
import drydock.server.Settings.Http;
import drydock.server.Settings.MainWorld;
import drydock.server.Settings.Mode;
import drydock.server.Settings.Replay;
import drydock.server.Settings.Storage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private static final List<String> PROFILES = List.of("chaos", "instant", "realistic");

  /// Settings written like in a shell: `DRYDOCK_SEED=2 --clock manual`.
  private static Settings read(String line) throws WrongSetting {
    Map<String, String> environment = new TreeMap<>();
    List<String> arguments =
        new ArrayList<>(line.isEmpty() ? List.of() : Arrays.asList(line.split(" ")));
    while (!arguments.isEmpty() && arguments.getFirst().startsWith("DRYDOCK_")) {
      String[] pair = arguments.removeFirst().split("=", 2);
      environment.put(pair[0], pair[1]);
    }
    return Settings.read(SettingValues.of(arguments, environment), PROFILES);
  }

  private static String refusal(String line) {
    String message = assertThrows(WrongSetting.class, () -> read(line), line).getMessage();
    assertEquals(1, message.lines().count(), message);
    return message;
  }

  @Test
  void nothingHasToBeSet() throws WrongSetting {
    assertEquals(
        new Settings(
            new Http("127.0.0.1", 8080, true),
            new Storage(Optional.empty(), Path.of(".drydock").toAbsolutePath()),
            new MainWorld(1, new Clock(Mode.REAL, 1), "realistic"),
            new Access(Auth.SIGNED, Replay.MUTATIONS, Optional.empty(), Optional.empty())),
        read(""));
  }

  @Test
  void theDefaultsSuitWhatComesWithTheServer() throws WrongSetting {
    assertEquals(read(""), Settings.read(List.of(), Map.of()));
  }

  @Test
  void everythingCanBeSetByVariable() throws WrongSetting {
    String line =
        "DRYDOCK_HTTP_HOST=0.0.0.0 DRYDOCK_HTTP_PORT=0"
            + " DRYDOCK_DATABASE_URL=postgresql://me:secret@db:5433/drydock DRYDOCK_DATA_DIR=/data"
            + " DRYDOCK_SEED=-7 DRYDOCK_CLOCK=x60 DRYDOCK_PROFILE=chaos DRYDOCK_AUTH=signed"
            + " DRYDOCK_REPLAY=all DRYDOCK_CREDENTIALS=pom.xml DRYDOCK_SANDBOX_TOKEN=token";
    assertEquals(everything(), read(line));
  }

  @Test
  void everythingCanBeSetByFlag() throws WrongSetting {
    String line =
        "--http-host 0.0.0.0 --http-port=0 --database-url postgresql://me:secret@db:5433/drydock"
            + " --data-dir=/data --seed -7 --clock x60 --profile=chaos --auth signed --replay all"
            + " --credentials pom.xml --sandbox-token=token";
    assertEquals(everything(), read(line));
  }

  private static Settings everything() {
    var login = new DatabaseUrl.Login("me", new Secret("secret"));
    return new Settings(
        new Http("0.0.0.0", 0, false),
        new Storage(Optional.of(new DatabaseUrl("db", 5433, "drydock", login)), Path.of("/data")),
        new MainWorld(-7, new Clock(Mode.SCALED, 60), "chaos"),
        new Access(
            Auth.SIGNED,
            Replay.ALL,
            Optional.of(Path.of("pom.xml").toAbsolutePath()),
            Optional.of(new Secret("token"))));
  }

  @Test
  void aFlagWinsOverItsVariable() throws WrongSetting {
    assertEquals(3, read("DRYDOCK_SEED=2 --seed 3").world().seed());
    assertEquals(3, read("DRYDOCK_SEED=nonsense --seed 3").world().seed());
  }

  @Test
  void anEmptyVariableIsAsGoodAsNone() throws WrongSetting {
    assertEquals(read(""), read("DRYDOCK_SEED= DRYDOCK_DATABASE_URL= DRYDOCK_SANDBOX_TOKEN="));
  }

  @Test
  void variablesOfOthersAreNotOurs() throws WrongSetting {
    assertEquals(read(""), read("DRYDOCK_PORT=tcp://10.0.0.1:80 DRYDOCK_SERVICE_HOST=10.0.0.1"));
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP_HOST, no.such.host.invalid",
    "HTTP_PORT, 65536",
    "HTTP_PORT, -1",
    "HTTP_PORT, 80a",
    "HTTP_PORT, 99999999999999999999",
    "DATABASE_URL, mysql://u:p@h:1/d",
    "DATABASE_URL, postgresql://u:p@h:1",
    "DATABASE_URL, postgresql://h:1/d",
    "DATABASE_URL, postgresql://u:p@h:99999/d",
    "DATABASE_URL, postgresql://u:p@h:1/d?sslmode=require",
    "DATA_DIR, pom.xml",
    "SEED, one",
    "SEED, 9223372036854775808",
    "SEED, 1.5",
    "CLOCK, fast",
    "CLOCK, x0",
    "CLOCK, x-1",
    "CLOCK, x1.5",
    "CLOCK, x1000001",
    "CLOCK, 60",
    "CLOCK, Manual",
    "PROFILE, leisurely",
    "PROFILE, ../profile/chaos",
    "AUTH, closed",
    "REPLAY, some",
    "CREDENTIALS, no-such-file",
    "CREDENTIALS, src",
    "SANDBOX_TOKEN, schlüssel",
  })
  void aWrongValueIsRefusedWithTheSettingTheValueAndWhatIsAllowed(Setting setting, String value) {
    String shown = setting == Setting.SANDBOX_TOKEN ? "…" : value.replace(":p@", ":…@");
    String byVariable = refusal(setting.variable() + "=" + value);
    assertTrue(
        byVariable.startsWith(
            setting.variable() + " (" + setting.flag() + ") is \"" + shown + "\"; allowed: "),
        byVariable);
    assertEquals(byVariable, refusal(setting.flag() + " " + value));
    assertEquals(byVariable, refusal(setting.flag() + "=" + value));
  }

  @ParameterizedTest
  @EnumSource
  void aFlagNeedsAValue(Setting setting) {
    assertTrue(refusal(setting.flag()).startsWith(setting.variable()), refusal(setting.flag()));
    assertTrue(refusal(setting.flag() + "=").startsWith(setting.variable()));
  }

  @Test
  void aRefusedProfileIsToldWhichThereAre() {
    assertTrue(
        refusal("--profile leisurely")
            .endsWith("allowed: chaos, instant, realistic, or the path of a file, ./my.yaml"));
  }

  @Test
  void aProfileMayBeNamedAsTheFileItIs() throws WrongSetting {
    assertEquals("chaos", read("--profile chaos.yaml").world().profile());
  }

  @Test
  void openAccessIsForLoopbackOnly() throws WrongSetting {
    assertEquals(Auth.OPEN, read("--auth open").access().auth());
    assertEquals(Auth.OPEN, read("--auth open --http-host localhost").access().auth());
    assertEquals(Auth.OPEN, read("--auth open --http-host ::1").access().auth());
    assertEquals(
        "DRYDOCK_AUTH (--auth) is \"open\"; allowed: signed, since DRYDOCK_HTTP_HOST is not a"
            + " loopback address",
        refusal("--auth open --sandbox-token t --http-host 0.0.0.0"));
    assertTrue(refusal("--auth open --sandbox-token t --http-host ::").startsWith("DRYDOCK_AUTH"));
  }

  @Test
  void theSandboxHasATokenBeyondLoopback() throws WrongSetting {
    assertEquals(
        "DRYDOCK_SANDBOX_TOKEN (--sandbox-token) is \"\"; allowed: a token, since DRYDOCK_HTTP_HOST"
            + " is not a loopback address",
        refusal("--http-host 0.0.0.0"));
    assertEquals(
        Optional.of(new Secret("t")),
        read("--http-host 0.0.0.0 --sandbox-token t").access().sandboxToken());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--http-prot", "-p", "serve", "--", "--SEED", "DRYDOCK_SEED"})
  void anUnknownFlagIsRefusedWithTheListOfThoseThereAre(String flag) {
    String message = refusal("--clock real " + flag + " 1");
    assertTrue(
        message.startsWith("\"" + flag + "\" is no flag; allowed: --http-host, --http-port"),
        message);
    assertTrue(message.endsWith("--sandbox-token, --help, --version"), message);
  }

  @Test
  void aFlagGivenTwiceIsRefused() {
    assertEquals("--seed is given twice; allowed: once", refusal("--seed 1 --seed=1"));
  }

  @Test
  void anUnreadableFileOfAccountsIsRefused(@TempDir Path directory) throws Exception {
    Path file = Files.createFile(directory.resolve("accounts"));
    assertEquals(Optional.of(file), read("--credentials " + file).access().credentials());
    Files.delete(file);
    assertTrue(refusal("--credentials " + file).startsWith("DRYDOCK_CREDENTIALS"));
  }

  @Test
  void secretsAreNotShown() throws WrongSetting {
    var settings = read("--database-url postgresql://me:hidden@db/d --sandbox-token hidden");
    assertFalse(settings.toString().contains("hidden"), settings.toString());
    for (String wrong : List.of("postgresql://me:hidden@db", "postgresql://me:hid@hidden@db/d")) {
      assertFalse(
          refusal("--database-url " + wrong).contains("hidden"),
          refusal("--database-url " + wrong));
    }
    assertFalse(refusal("--sandbox-token hidden!").contains("hidden"));
  }

  @ParameterizedTest
  @EnumSource
  void theHelpTextHasEverySetting(Setting setting) {
    String help = Settings.information(List.of("--seed", "1", "--help")).orElseThrow();
    assertTrue(help.contains(setting.variable()) && help.contains(setting.flag()), help);
  }

  @Test
  void theVersionIsOneLine() {
    assertTrue(Settings.information(List.of("--version")).orElseThrow().startsWith("drydock "));
    assertEquals(Optional.empty(), Settings.information(List.of("--seed", "1")));
  }

  @ParameterizedTest
  @CsvSource({
    "postgresql://u:p@h:1/d, u@h:1/d, p",
    "postgres://u:p@h/d, u@h:5432/d, p",
    "postgresql://u@h/d, u@h:5432/d, ''",
    "postgresql://a%40b:p%3A%2F%25+%20@my_db:1/d%2De, a@b@my_db:1/d-e, 'p:/%+ '",
    "postgresql://u:p@[::1]:6432/d, u@[::1]:6432/d, p",
  })
  void theDatabaseUrlIsTakenApart(String url, String shown, String password) {
    DatabaseUrl parsed = DatabaseUrl.parse(url).orElseThrow();
    assertEquals(shown, parsed.toString());
    assertEquals(password, parsed.login().password().value());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://u:%zz@h/d",
        "postgresql://u:p@h/",
        "postgresql://u:p@h/d/e",
        "u:p@h/d"
      })
  void whatIsNoDatabaseUrlIsNone(String url) {
    assertEquals(Optional.empty(), DatabaseUrl.parse(url));
  }
}
