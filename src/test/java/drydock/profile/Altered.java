package drydock.profile;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/// Profiles that are like another but for one part, so that tests need not name all the others.
public final class Altered {

  private Altered() {}

  /// A profile with another part of that type: other timings, quotas, or another rollout policy.
  public static Profile with(Record part, Profile profile) {
    RecordComponent[] parts = Profile.class.getRecordComponents();
    Class<?>[] types = Arrays.stream(parts).map(RecordComponent::getType).toArray(Class[]::new);
    int which = Arrays.asList(types).indexOf(part.getClass());
    if (which < 0) {
      throw new IllegalArgumentException("a profile has no " + part.getClass());
    }
    try {
      Object[] values = new Object[parts.length];
      for (int i = 0; i < parts.length; i++) {
        values[i] = i == which ? part : parts[i].getAccessor().invoke(profile);
      }
      return Profile.class.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException impossible) {
      throw new LinkageError(impossible.getMessage(), impossible);
    }
  }
}
