package drydock.provider.tencent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
  @TempDir private Path folder;

  @Test
  void aFileListsAccountsWithTheirKeyPairs() throws Exception {
    List<Account> accounts =
        read(
            """
            # two key pairs of one account
            - {account: alice, secretId: AKID1, secretKey: "s:1"}
            - account: alice
              secretId: AKID2
              secretKey: 0123
            - {account: "10001", secretId: AKID3, secretKey: k}
            """);
    Credentials credentials = Credentials.of(accounts);
    assertEquals("alice", credentials.find("AKID1").orElseThrow().name());
    assertEquals("alice", credentials.find("AKID2").orElseThrow().name());
    assertEquals("10001", credentials.find("AKID3").orElseThrow().name());
    assertEquals(Account.MAIN_WORLD, credentials.find("AKID3").orElseThrow().world());
    assertEquals(Optional.empty(), credentials.find("akid1"));
    assertEquals(Optional.empty(), credentials.find(""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "hunter2",
        "{account: a, secretId: b, secretKey: hunter2}",
        "- hunter2",
        "- [hunter2]",
        "-",
        "- {account: a, secretId: b}",
        "- {account: a, secretId: b, secretKey: hunter2, more: hunter2}",
        "- {account: a, secretId: b, secretKey: ''}",
        "- {account: a, secretId: ' ', secretKey: hunter2}",
        "- {account: a, secretId: b, secretKey: }",
        "- {account: a, secretId: b, secretKey: [hunter2]}",
        "- {account: a, secretId: b, secretKey: hunter2}\n"
            + "- {account: c, secretId: b, secretKey: hunter2}",
        "- {account: a, secretId: b, secretKey: \"hunter2\n- x",
        "\t- hunter2"
      })
  void aFileThatIsNotRightIsRefusedInOneLineWithoutItsKeys(String yaml) {
    Credentials.Unusable refusal = assertThrows(Credentials.Unusable.class, () -> read(yaml));
    String message = refusal.getMessage();
    assertTrue(message.startsWith(folder.resolve("credentials.yaml") + ": "), message);
    assertFalse(message.contains("hunter2") || message.contains("\n"), message);
    assertEquals(null, refusal.getCause());
  }

  @Test
  void aFileThatIsNotThereIsRefused() {
    Path nowhere = folder.resolve("nowhere");
    assertEquals(
        nowhere + ": cannot be read",
        assertThrows(Credentials.Unusable.class, () -> Credentials.read(nowhere)).getMessage());
  }

  @Test
  void secretKeysDoNotShow() {
    assertFalse(
        Credentials.development().toString().contains("Gu5t9x"),
        Credentials.development()::toString);
    assertEquals("SecretKey[…]", new SecretKey("k").toString());
  }

  @Test
  void theFirstThatKnowsAnIdCounts() {
    Account a = new Account("a", "main", "id", new SecretKey("k"));
    Account b = new Account("b", "main", "id", new SecretKey("k"));
    Account c = new Account("c", "main", "id2", new SecretKey("k"));
    Credentials both = Credentials.of(List.of(a)).or(Credentials.of(List.of(b, c)));
    assertEquals("a", both.find("id").orElseThrow().name());
    assertEquals("c", both.find("id2").orElseThrow().name());
  }

  private List<Account> read(String yaml) throws IOException, Credentials.Unusable {
    return Credentials.read(Files.writeString(folder.resolve("credentials.yaml"), yaml));
  }
}
