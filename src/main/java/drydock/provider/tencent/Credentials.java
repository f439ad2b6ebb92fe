package drydock.provider.tencent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Who may call: the account behind a SecretId. Worlds that come and go bring accounts of their
/// own, so this is a question and not a table.
@FunctionalInterface
public interface Credentials {

  Optional<Account> find(String secretId);

  /// The account that exists when none are set: the key pair of the API document's own signature
  /// example. It is in every copy of the document, so it protects nothing.
  static Account development() {
    return new Account(
        "development",
        Account.MAIN_WORLD,
        "AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA",
        new SecretKey("Gu5t9xGARNpq86cd98joQYCN3Cozk1qA"));
  }

  static Credentials of(List<Account> accounts) {
    Map<String, Account> byId = new TreeMap<>();
    accounts.forEach(account -> byId.put(account.secretId(), account));
    return secretId -> Optional.ofNullable(byId.get(secretId));
  }

  /// Those found here, or else there.
  default Credentials or(Credentials there) {
    return secretId -> find(secretId).or(() -> there.find(secretId));
  }

  /// A credentials file could not be used. The message is one line for whoever starts the server,
  /// and holds no key.
  final class Unusable extends Exception {
    private static final long serialVersionUID = 1;

    Unusable(String message) {
      super(message);
    }
  }

  /// Reads accounts of the main world from a YAML list of `{account: …, secretId: …, secretKey:
  /// …}`. Two key pairs may belong to one account.
  static List<Account> read(Path file) throws Unusable {
    List<Map<String, String>> entries;
    try {
      entries = new YAMLMapper().readValue(Files.readString(file), new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      // Its own message quotes the file, keys and all.
      throw new Unusable(file + ": not a YAML list of " + ENTRY);
    } catch (IOException e) {
      throw new Unusable(file + ": cannot be read");
    }
    if (entries == null || entries.isEmpty()) {
      throw new Unusable(file + ": holds no account; it must be a YAML list of " + ENTRY);
    }
    Map<String, Account> accounts = new TreeMap<>();
    for (int i = 0; i < entries.size(); i++) {
      Account account = account(entries.get(i), file + ": entry " + (i + 1));
      if (accounts.put(account.secretId(), account) != null) {
        throw new Unusable(file + ": entry " + (i + 1) + ": its secretId is listed twice");
      }
    }
    return List.copyOf(accounts.values());
  }

  private static Account account(Map<String, String> entry, String where) throws Unusable {
    if (entry == null || !entry.keySet().equals(KEYS)) {
      throw new Unusable(where + ": must be " + ENTRY);
    }
    for (Map.Entry<String, String> each : entry.entrySet()) {
      if (each.getValue() == null || each.getValue().isBlank()) {
        throw new Unusable(where + ": " + each.getKey() + " is empty");
      }
    }
    return new Account(
        entry.getOrDefault("account", ""),
        Account.MAIN_WORLD,
        entry.getOrDefault("secretId", ""),
        new SecretKey(entry.getOrDefault("secretKey", "")));
  }

  Set<String> KEYS = Set.of("account", "secretId", "secretKey");
  String ENTRY = "{account: …, secretId: …, secretKey: …}";
}
