package drydock.server;

import java.util.Locale;

/// What can be set: the one list behind the environment variables, the flags and the help text.
public enum Setting {
  HTTP_HOST("127.0.0.1", "address to listen on", "an IP address or host name of this machine"),
  HTTP_PORT("8080", "port; 0 = any free one", "a whole number from 0 to 65535"),
  DATABASE_URL(
      "",
      "the Postgres to use; unset = an embedded one",
      "postgresql://user:pass@host:port/db, percent-encoded"),
  DATA_DIR(
      ".drydock",
      "where the embedded Postgres keeps its files",
      "the path of a directory, or of none yet"),
  SEED("1", "seed of the main world", "a whole number of 64 bits"),
  CLOCK(
      "real",
      "clock of the main world",
      "real, xN with N from 1 to 1000000 (N times faster), or manual"),
  PROFILE(
      "realistic",
      "how long things take and how often they fail",
      "a file name under sim/profile, or the path of a file of your own, ./my.yaml"),
  AUTH(
      "signed",
      "whether requests need a signature",
      "signed, or open where the server listens on loopback only"),
  REPLAY("mutations", "which exact repeats of a request are refused", "off, mutations or all"),
  CREDENTIALS(
      "", "a file of accounts; unset = the one development account", "the path of a readable file"),
  SANDBOX_TOKEN(
      "",
      "bearer token for /sandbox; has to be set where the server does not listen on loopback",
      "letters, digits and any of -._~+/=");

  private final String fallback;
  private final String meaning;
  private final String allowed;

  Setting(String fallback, String meaning, String allowed) {
    this.fallback = fallback;
    this.meaning = meaning;
    this.allowed = allowed;
  }

  /// The value of what nobody has set; empty where there is none.
  String fallback() {
    return fallback;
  }

  String variable() {
    return "DRYDOCK_" + name();
  }

  String flag() {
    return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The refusal of a value. It shows secrets only to the extent that they are not secret.
  WrongSetting refuse(String value) {
    return refuse(value, allowed);
  }

  WrongSetting refuse(String value, String allowedHere) {
    String shown =
        switch (this) {
          case SANDBOX_TOKEN -> value.isEmpty() ? "" : "…";
          case DATABASE_URL -> value.replaceFirst("(://[^:/@]*):.*@", "$1:…@");
          case HTTP_HOST, HTTP_PORT, DATA_DIR, SEED, CLOCK, PROFILE, AUTH, REPLAY, CREDENTIALS ->
              value;
        };
    String line = shown.replaceAll("\\p{Cntrl}", "?");
    return new WrongSetting(
        variable() + " (" + flag() + ") is \"" + line + "\"; allowed: " + allowedHere);
  }

  static String help() {
    var text = new StringBuilder("Usage: java -jar drydock.jar [--flag value]...\n\n");
    text.append("Every flag is also an environment variable; a flag wins over its variable.\n\n");
    for (Setting setting : values()) {
      String value = setting.fallback.isEmpty() ? "unset" : setting.fallback;
      text.append(
          "  %-18s %-24s %s%n".formatted(setting.flag(), setting.variable(), setting.meaning));
      text.append("  %-18s default: %s; allowed: %s%n".formatted("", value, setting.allowed));
    }
    text.append("  %-18s this text%n  %-18s the version%n".formatted("--help", "--version"));
    return text.toString();
  }
}
