package drydock.server;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.SortedSet;
import java.util.TreeSet;

/// Whether what one part of a profile names is in another, which no schema of one file can say.
final class ProfileReferences {

  private final JsonNode tree;
  private final ProfileLayers layers;

  /// @param layers what the tree was made of
  ProfileReferences(ObjectNode tree, ProfileLayers layers) {
    this.tree = tree;
    this.layers = layers;
  }

  /// @throws WrongProfile if a name leads nowhere
  void check() {
    SortedSet<String> zones = all("zones", "id");
    tree.at("/catalogue/zones")
        .forEach(zone -> zone.get("aliases").forEach(alias -> zones.add(alias.textValue())));
    within("subnets", "vpc", all("vpcs", "id"));
    within("subnets", "zone", zones);
    within("machines", "subnet", all("subnets", "id"));
    within("machines", "type", all("machineTypes", ""));
    zonesOfImages(all("zones", "id"));
  }

  private void zonesOfImages(SortedSet<String> allowed) {
    JsonNode entries = tree.path("images");
    for (int i = 0; i < entries.size(); i++) {
      JsonNode zone = entries.get(i).path("zone");
      if (zone.isTextual() && !allowed.contains(zone.textValue())) {
        throw layers.wrong(
            JsonPointer.compile("/images/" + i + "/zone"),
            " is " + zone + "; allowed: " + String.join(", ", allowed));
      }
    }
  }

  private SortedSet<String> all(String list, String key) {
    SortedSet<String> all = new TreeSet<>();
    tree.at("/catalogue/" + list)
        .forEach(each -> all.add((key.isEmpty() ? each : each.get(key)).textValue()));
    return all;
  }

  private void within(String list, String key, SortedSet<String> allowed) {
    JsonNode elements = tree.at("/catalogue/" + list);
    for (int i = 0; i < elements.size(); i++) {
      JsonNode value = elements.get(i).get(key);
      if (!allowed.contains(value.textValue())) {
        throw layers.wrong(
            JsonPointer.compile("/catalogue/" + list + "/" + i + "/" + key),
            " is " + value + "; allowed: " + String.join(", ", allowed));
      }
    }
  }
}
