package drydock.provider.tencent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CatalogueTest {

  @Test
  void theDocumentsActionsAreListedWithTheirHosts() {
    List<Catalogue.Listing> document =
        Catalogue.all().stream().filter(Catalogue.Listing::inDocument).toList();
    assertEquals(47, document.size());
    assertEquals(
        27, document.stream().filter(listing -> listing.host() == Catalogue.Host.CCS).count());
    assertEquals(
        19, document.stream().filter(listing -> listing.host() == Catalogue.Host.CCR).count());
    assertEquals(
        "monitor.api.qcloud.com", Catalogue.named("GetMonitorData").orElseThrow().host().domain());
  }

  @Test
  void whatReadsIsNamedLikeThat() {
    for (Catalogue.Listing listing : Catalogue.all()) {
      boolean reads = listing.action().matches("(Describe|Get|List|Check|Search).*|.*[iI]sExists");
      assertEquals(!reads, listing.mutates(), listing.action());
    }
  }

  @Test
  void namesAreFoundInAnyCaseAndByTheirAliases() {
    assertEquals("RepositoryisExists", name("RepositoryIsExists"));
    assertEquals("CloseAutoDelStrategy", name("closeAutoDelStrategy"));
    assertEquals("DescribeServiceInstance", name("DescribeClusterContainer"));
    assertEquals("DescribeClusterNameSpaces", name("DescribeClusterNamespaces"));
    assertEquals("RollBackClusterService", name("RollbackClusterService"));
    assertEquals("MosifyIngress", name("ModifyIngress"));
    assertEquals(Optional.empty(), Catalogue.named("DescribeInstances"));
  }

  @Test
  void regionsAreKnownByBothNames() {
    assertEquals(Optional.of(Region.GZ), Region.named("gz"));
    assertEquals(Optional.of(Region.GZ), Region.named("ap-guangzhou"));
    assertEquals(Optional.of(Region.IN), Region.named("AP-Mumbai"));
    assertEquals(Optional.empty(), Region.named("ap"));
    assertEquals("shjr", Region.SHJR.shortName());
    assertEquals(7, Region.SHJR.id());
    assertEquals(19, Region.values().length);
    assertTrue(Region.DEFAULT == Region.GZ);
  }

  private static String name(String asked) {
    return Catalogue.named(asked).orElseThrow().action();
  }
}
