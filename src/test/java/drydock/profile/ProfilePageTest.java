package drydock.profile;

import drydock.provider.tencent.Page;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ProfilePageTest {

  @Test
  void thePageOfProfilesIsUpToDate() throws IOException {
    new Page("profiles.md").assertIs(ProfilePage.text());
  }
}
