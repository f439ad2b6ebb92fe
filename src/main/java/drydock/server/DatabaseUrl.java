package drydock.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a database is and who logs in: `postgresql://user:pass@host:port/db`, each part
/// percent-encoded.
///
/// @param host a name or an address, an IPv6 one without brackets
public record DatabaseUrl(String host, int port, String database, Login login) {
  private static final int PORT_DEFAULT = 5432;

  private static final Pattern FORM =
      Pattern.compile(
          "postgres(?:ql)?://(?<user>[^:@/?#]+)(?::(?<password>[^:@/?#]*))?"
              + "@(?:\\[(?<ipv6>[0-9a-fA-F:.]+)]|(?<host>[^:@/?#\\[\\]]+))(?::(?<port>[0-9]{1,5}))?/(?<database>[^/?#]+)");

  /// Who logs in.
  public record Login(String user, Secret password) {}

  /// Empty for anything of another form, options after a `?` included: none is supported.
  public static Optional<DatabaseUrl> parse(String url) {
    Matcher form = FORM.matcher(url);
    if (!form.matches()) {
      return Optional.empty();
    }
    try {
      String password = form.group("password");
      String host = form.group("ipv6") == null ? decode(form.group("host")) : form.group("ipv6");
      int port = form.group("port") == null ? PORT_DEFAULT : Integer.parseInt(form.group("port"));
      if (port < 1 || port > 65535) {
        return Optional.empty();
      }
      var login =
          new Login(
              decode(form.group("user")), new Secret(password == null ? "" : decode(password)));
      return Optional.of(new DatabaseUrl(host, port, decode(form.group("database")), login));
    } catch (IllegalArgumentException e) {
      // A percent sign without two hexadecimal digits.
      return Optional.empty();
    }
  }

  /// Unlike in a form, a plus sign is one here.
  private static String decode(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), UTF_8);
  }

  /// The same for JDBC, which takes user and password apart from it.
  String jdbc() {
    return "jdbc:postgresql://" + address() + "/" + URLEncoder.encode(database, UTF_8);
  }

  private String address() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  /// For people: no secret in it.
  @Override
  public String toString() {
    return login.user() + "@" + address() + "/" + database;
  }
}
