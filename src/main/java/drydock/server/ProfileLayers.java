package drydock.server;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.List;

/// The files that a profile is made of.
///
/// @param files its own and those it extends, from the top to the bottom
/// @param catalogue what lies below them under the key `catalogue`
record ProfileLayers(List<YamlText> files, YamlText catalogue) {

  private static final String CATALOGUE = "catalogue";

  /// A mistake at a place of the whole, which is in the topmost file that has this place.
  WrongProfile wrong(JsonPointer where, String mistake) {
    for (YamlText file : files) {
      if (!file.tree().at(where).isMissingNode()) {
        return file.wrong(where, ProfileSchema.shown(where) + mistake);
      }
    }
    JsonPointer below = CATALOGUE.equals(where.getMatchingProperty()) ? where.tail() : where;
    return catalogue.wrong(below, ProfileSchema.shown(below) + mistake);
  }
}
