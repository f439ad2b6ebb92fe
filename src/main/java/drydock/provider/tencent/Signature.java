package drydock.provider.tencent;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Version 1 of the API's signatures: an HMAC of the method, the host, the path and all parameters
/// but the signature, sorted, with their decoded values (document, "签名方法").
///
/// The clients of this API agree on less than the document says. They sign the host that they were
/// told, with or without its port, or the real service's; sort names before or after they turn `_`
/// into `.`; some leave out empty values, and on a POST those that begin with `@`, which PHP once
/// took for files. All of that is accepted, and tried in the order of likelihood: most requests
/// match at the first attempt. Which of these forms was meant gives nobody anything that the key
/// does not already give.
final class Signature {

  /// One way of writing the parameters.
  private record Form(boolean sortedAsSigned, boolean withoutEmpty, boolean withAt) {}

  // All forms of an ordinary request fit in it; of a huge one, only the likelier, so that nobody
  // can make the server
  // hash a large body dozens of times.
  private static final int HASHED_MAX = 8 << 20;

  private static final Pattern PORT = Pattern.compile(":[0-9]*$");

  private final ApiRequest request;
  private final List<Map.Entry<String, String>> parameters;

  private Signature(ApiRequest request) {
    this.request = request;
    this.parameters =
        request.fields().entrySet().stream()
            .filter(field -> !field.getKey().equals("Signature"))
            .sorted(Map.Entry.comparingByKey())
            .toList();
  }

  /// Whether the request carries a signature of this key. `likely` is the host that its action
  /// belongs to.
  static boolean matches(ApiRequest request, SecretKey key, Catalogue.Host likely) {
    byte[] given;
    try {
      given = Base64.getDecoder().decode(request.field("Signature"));
    } catch (IllegalArgumentException e) {
      return false;
    }
    return new Signature(request).matches(given, key, likely);
  }

  private boolean matches(byte[] given, SecretKey key, Catalogue.Host likely) {
    SecretKey.Algorithm algorithm = SecretKey.Algorithm.named(request.field("SignatureMethod"));
    Set<String> hosts = hosts(request.host(), likely);
    int hashed = 0;
    for (Form form : forms()) {
      byte[] written = written(form).getBytes(StandardCharsets.UTF_8);
      for (String host : hosts) {
        byte[] address =
            (request.method() + host + ApiRequest.PATH + "?").getBytes(StandardCharsets.UTF_8);
        if (MessageDigest.isEqual(given, key.sign(algorithm, address, written))) {
          return true;
        }
        hashed += written.length;
        if (hashed > HASHED_MAX) {
          return false;
        }
      }
    }
    return false;
  }

  private static Set<String> hosts(String host, Catalogue.Host likely) {
    Set<String> hosts = new LinkedHashSet<>();
    if (!host.isEmpty()) {
      hosts.add(host);
      hosts.add(PORT.matcher(host).replaceFirst(""));
    }
    hosts.add(likely.domain());
    for (Catalogue.Host other : Catalogue.Host.values()) {
      hosts.add(other.domain());
    }
    return hosts;
  }

  // Only the forms that differ for these parameters.
  private List<Form> forms() {
    boolean anyEmpty = false;
    boolean anyAt = false;
    boolean anyUnderscore = false;
    for (Map.Entry<String, String> parameter : parameters) {
      anyEmpty |= parameter.getValue().isEmpty();
      anyAt |= request.method() == ApiRequest.Method.POST && parameter.getValue().startsWith("@");
      anyUnderscore |= parameter.getKey().indexOf('_') >= 0;
    }
    List<Form> forms = new ArrayList<>();
    for (boolean sortedAsSigned : anyUnderscore ? BOTH : FALSE) {
      for (boolean withoutEmpty : anyEmpty ? BOTH : FALSE) {
        for (boolean withAt : anyAt ? BOTH : FALSE) {
          forms.add(new Form(sortedAsSigned, withoutEmpty, withAt));
        }
      }
    }
    return forms;
  }

  private static final boolean[] BOTH = {false, true};
  private static final boolean[] FALSE = {false};

  private String written(Form form) {
    List<Map.Entry<String, String>> sorted = parameters;
    if (form.sortedAsSigned()) {
      sorted = new ArrayList<>(parameters);
      sorted.sort(Comparator.comparing(parameter -> Names.dotted(parameter.getKey())));
    }
    StringBuilder written = new StringBuilder(256);
    for (Map.Entry<String, String> parameter : sorted) {
      if (!left(form, parameter.getValue())) {
        written.append(written.isEmpty() ? "" : "&");
        written.append(Names.dotted(parameter.getKey())).append('=').append(parameter.getValue());
      }
    }
    return written.toString();
  }

  // Whether a parameter with this value is left out.
  private boolean left(Form form, String value) {
    boolean file =
        request.method() == ApiRequest.Method.POST && !form.withAt() && value.startsWith("@");
    return file || (form.withoutEmpty() && value.isEmpty());
  }

  /// For the caller whose signature does not match: what is signed, in which order, without the
  /// values. Null if there is too much of it to be of help.
  static @Nullable String outline(ApiRequest request) {
    Signature signature = new Signature(request);
    StringBuilder outline =
        new StringBuilder(request.method() + request.host() + ApiRequest.PATH + "?");
    for (Map.Entry<String, String> parameter : signature.parameters) {
      outline.append(Names.dotted(parameter.getKey())).append("=…&");
      if (outline.length() > OUTLINE_MAX) {
        return null;
      }
    }
    outline.setLength(outline.length() - 1);
    return outline.toString();
  }

  private static final int OUTLINE_MAX = 1_000;
}
