package drydock.server;

import static drydock.server.Setting.AUTH;
import static drydock.server.Setting.CLOCK;
import static drydock.server.Setting.CREDENTIALS;
import static drydock.server.Setting.DATABASE_URL;
import static drydock.server.Setting.DATA_DIR;
import static drydock.server.Setting.HTTP_HOST;
import static drydock.server.Setting.HTTP_PORT;
import static drydock.server.Setting.PROFILE;
import static drydock.server.Setting.REPLAY;
import static drydock.server.Setting.SANDBOX_TOKEN;
import static drydock.server.Setting.SEED;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What the server is told at its start, checked: a value that is here is one that the server can
/// work with.
public record Settings(Http http, Storage storage, MainWorld world, Access access) {

  /// Where requests come in.
  ///
  /// @param port 0 = any free one
  /// @param loopback whether only this machine can reach the address
  public record Http(String host, int port, boolean loopback) {}

  /// Where the log is kept.
  ///
  /// @param database empty = an embedded Postgres in `dataDir`
  public record Storage(Optional<DatabaseUrl> database, Path dataDir) {}

  /// What the main world starts with.
  ///
  /// @param profile the name of a file under sim/profile, without `.yaml`; or the path of another,
  ///   with a slash in it
  public record MainWorld(long seed, Clock clock, String profile) {}

  /// How time passes.
  ///
  /// @param speed how much faster than real time; 1 where the mode is not [Mode#SCALED]
  public record Clock(Mode mode, long speed) {}

  /// Who chooses a world's time.
  public enum Mode {
    REAL,
    SCALED,
    MANUAL
  }

  /// Who may do what.
  ///
  /// @param credentials the file of accounts; empty = the one development account
  public record Access(
      Auth auth, Replay replay, Optional<Path> credentials, Optional<Secret> sandboxToken) {}

  /// Whether a request has to be signed.
  public enum Auth {
    SIGNED,
    OPEN
  }

  /// Which exact repeats of a request are refused.
  public enum Replay {
    OFF,
    MUTATIONS,
    ALL
  }

  /// The text to print, and nothing else to do, where `--help` or `--version` is among the
  /// arguments.
  public static Optional<String> information(List<String> arguments) {
    if (arguments.contains("--help")) {
      return Optional.of(Setting.help());
    }
    return arguments.contains("--version") ? Optional.of("drydock " + version()) : Optional.empty();
  }

  /// The build writes it into the jar; classes that are run from elsewhere have none.
  private static String version() {
    String version = Settings.class.getPackage().getImplementationVersion();
    return version == null ? "development build" : version;
  }

  /// The settings of flags (`--http-port 0` or `--http-port=0`) and environment variables; a flag
  /// wins.
  ///
  /// @throws WrongSetting with the one line to print before the exit with code 2
  public static Settings read(List<String> arguments, Map<String, String> environment)
      throws WrongSetting {
    return read(SettingValues.of(arguments, environment), ProfileDirectory.names());
  }

  static Settings read(SettingValues values, Collection<String> profiles) throws WrongSetting {
    Http http = http(values);
    return new Settings(http, storage(values), world(values, profiles), access(values, http));
  }

  private static Http http(SettingValues values) throws WrongSetting {
    String host = values.of(HTTP_HOST);
    try {
      if (host.isBlank()) {
        throw HTTP_HOST.refuse(host);
      }
      boolean loopback =
          Stream.of(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
      return new Http(host, (int) values.number(HTTP_PORT, 0, 65535), loopback);
    } catch (UnknownHostException e) {
      throw HTTP_HOST.refuse(host);
    }
  }

  private static Storage storage(SettingValues values) throws WrongSetting {
    Optional<String> url = values.optional(DATABASE_URL);
    Optional<DatabaseUrl> database = url.flatMap(DatabaseUrl::parse);
    if (url.isPresent() && database.isEmpty()) {
      throw DATABASE_URL.refuse(url.get());
    }
    Path dataDir = path(DATA_DIR, values.of(DATA_DIR));
    if (Files.exists(dataDir) && !Files.isDirectory(dataDir)) {
      throw DATA_DIR.refuse(values.of(DATA_DIR));
    }
    return new Storage(database, dataDir);
  }

  private static MainWorld world(SettingValues values, Collection<String> profiles)
      throws WrongSetting {
    return new MainWorld(
        values.number(SEED, Long.MIN_VALUE, Long.MAX_VALUE),
        clock(values.of(CLOCK)),
        profile(values.of(PROFILE), profiles));
  }

  private static String profile(String value, Collection<String> known) throws WrongSetting {
    if (value.contains("/") && value.endsWith(".yaml")) {
      Path file = path(PROFILE, value);
      if (Files.isRegularFile(file) && Files.isReadable(file)) {
        return file.toString();
      }
    }
    String name = value.replaceFirst("\\.yaml$", "");
    if (!known.contains(name)) {
      throw PROFILE.refuse(value, String.join(", ", known) + ", or the path of a file, ./my.yaml");
    }
    return name;
  }

  private static Clock clock(String value) throws WrongSetting {
    if (value.equals("real")) {
      return new Clock(Mode.REAL, 1);
    }
    if (value.equals("manual")) {
      return new Clock(Mode.MANUAL, 1);
    }
    if (!value.matches("x[1-9][0-9]{0,5}|x1000000")) {
      throw CLOCK.refuse(value);
    }
    return new Clock(Mode.SCALED, Long.parseLong(value.substring(1)));
  }

  private static Access access(SettingValues values, Http http) throws WrongSetting {
    Auth auth = values.choice(AUTH, Auth.values());
    if (auth == Auth.OPEN && !http.loopback()) {
      throw AUTH.refuse(
          "open", "signed, since " + HTTP_HOST.variable() + " is not a loopback address");
    }
    Optional<String> token = values.optional(SANDBOX_TOKEN);
    if (token.isPresent() && !token.get().matches("[A-Za-z0-9._~+/-]+=*")) {
      throw SANDBOX_TOKEN.refuse(token.get());
    }
    if (token.isEmpty() && !http.loopback()) {
      throw SANDBOX_TOKEN.refuse(
          "", "a token, since " + HTTP_HOST.variable() + " is not a loopback address");
    }
    Replay replay = values.choice(REPLAY, Replay.values());
    return new Access(auth, replay, credentials(values), token.map(Secret::new));
  }

  private static Optional<Path> credentials(SettingValues values) throws WrongSetting {
    Optional<String> value = values.optional(CREDENTIALS);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    Path file = path(CREDENTIALS, value.get());
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw CREDENTIALS.refuse(value.get());
    }
    return Optional.of(file);
  }

  private static Path path(Setting setting, String value) throws WrongSetting {
    try {
      if (value.isBlank()) {
        throw setting.refuse(value);
      }
      return Path.of(value).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw setting.refuse(value);
    }
  }
}
