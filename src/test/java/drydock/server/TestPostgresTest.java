package drydock.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.sql.DriverManager;
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
    try (var connection =
            DriverManager.getConnection(TestPostgres.jdbcUrl(url), TestPostgres.credentials(url));
        var row = connection.createStatement().executeQuery("show " + setting)) {
      row.next();
      assertEquals(value, row.getString(1));
    }
  }
}
