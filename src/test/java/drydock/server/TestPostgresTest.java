package drydock.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestPostgresTest {

  @Test
  void everyFreshDatabaseIsAnotherOne() {
    assertNotEquals(TestPostgres.freshDatabase(), TestPostgres.freshDatabase());
  }

  @ParameterizedTest
  @CsvSource({"fsync,on", "synchronous_commit,on", "full_page_writes,on", "server_encoding,UTF8"})
  void theServerOfTheTestsIsADurableOne(String setting, String value) throws Exception {
    String url = TestPostgres.freshDatabase();
    assertEquals(value, TestPostgres.query(url, "show " + setting));
  }
}
