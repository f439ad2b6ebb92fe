package drydock.registry;

import static drydock.kernel.Rejection.Reason.IMAGE_NOT_FOUND;
import static drydock.kernel.Rejection.Reason.INVALID;
import static drydock.kernel.Rejection.Reason.NO_RETENTION;
import static drydock.kernel.Rejection.Reason.QUOTA_EXCEEDED;

import drydock.kernel.Decision;
import drydock.kernel.Dice;
import drydock.kernel.Event;
import drydock.kernel.Rejection;
import drydock.profile.Profile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Images come and go: pushes, copies, deletions, and what a repository keeps when it is full.
final class ImageRules {

  private static final String HEX = "0123456789abcdef";
  private static final int DIGEST_LENGTH = 64;

  private final Registry registry;
  private final Rooms rooms;
  private final Profile profile;
  private final Dice dice;

  ImageRules(Registry registry, Rooms rooms, Profile profile, Dice dice) {
    this.registry = registry;
    this.rooms = rooms;
    this.profile = profile;
    this.dice = dice;
  }

  SortedMap<String, Manifest> stock(Instant now) {
    SortedMap<String, Manifest> images = new TreeMap<>();
    for (String each : profile.catalogue().privateImages()) {
      ImageName image = ImageName.read(each);
      if (image == null) {
        throw new IllegalArgumentException("privateImages of the profile: " + each);
      }
      images.put(image.toString(), manifest(image, 0, now));
    }
    return images;
  }

  Decision push(ImageName image, long position, Instant now) {
    return put(image, manifest(image, position, now), now);
  }

  Decision duplicate(ImageName from, ImageName to, Instant now) {
    Manifest manifest = registry.manifest(from);
    return manifest == null
        ? Decision.reject(IMAGE_NOT_FOUND, "src_image " + from + " does not exist")
        : put(to, manifest, now);
  }

  /// A tag points to a manifest from now on. A repository that has thereby as many tags as it may
  /// have lets go of those that it is not to keep.
  private Decision put(ImageName image, Manifest manifest, Instant now) {
    List<Event> events = new ArrayList<>();
    Repository repository = registry.repository(image.repository());
    if (repository == null) {
      Rejection refusal = rooms.refuseRepository(image.repository());
      if (refusal != null) {
        return new Decision.Rejected(refusal);
      }
      events.addAll(rooms.make(image.repository(), false, ""));
      repository = Repository.fresh(image.repository(), false, "", now);
    }
    List<Tag> tags = repository.tagsWith(image.tag(), manifest, now);
    List<String> gone = gone(tags, repository.retention(), now);
    if (tags.size() - gone.size() > tagsMax()) {
      return Decision.reject(
          QUOTA_EXCEEDED, "Quota run out: " + tagsMax() + " tags in " + image.repository());
    }
    events.add(
        new RegistryEvent.TagPushed(image.repository(), image.tag(), manifest, triggersFor(image)));
    if (!gone.isEmpty()) {
      events.add(new RegistryEvent.TagsExpired(image.repository(), gone));
    }
    return Decision.accept(events);
  }

  private List<String> gone(List<Tag> tags, @Nullable Retention retention, Instant now) {
    return retention == null || tags.size() < tagsMax() ? List.of() : retention.gone(tags, now);
  }

  private List<String> triggersFor(ImageName image) {
    return registry.triggers().stream()
        .filter(trigger -> trigger.spec().repository().equals(image.repository()))
        .filter(trigger -> trigger.spec().condition().heeds(image.tag()))
        .sorted(Comparator.comparingLong(Trigger::born))
        .map(trigger -> trigger.spec().name())
        .toList();
  }

  Decision delete(String name, List<String> tags) {
    Repository repository = registry.repository(name);
    if (repository == null) {
      return Rooms.noRepository(name);
    }
    for (String tag : tags) {
      if (repository.tag(tag) == null) {
        return Decision.reject(IMAGE_NOT_FOUND, "tags: " + name + " has no tag " + tag);
      }
    }
    return Decision.accept(
        new RegistryEvent.TagsDeleted(name, List.copyOf(new LinkedHashSet<>(tags))));
  }

  /// A number of tags that is never reached would never delete anything.
  Decision keep(RegistryCommand.SetRetention command, Instant now) {
    Repository repository = registry.repository(command.repository());
    if (repository == null) {
      return Rooms.noRepository(command.repository());
    }
    if (command.kind() == Retention.Kind.LAST_NUMBER && command.keep() > tagsMax()) {
      return Decision.reject(
          INVALID,
          "val is " + command.keep() + "; a repository has at most " + tagsMax() + " tags");
    }
    List<Event> events = new ArrayList<>();
    events.add(
        new RegistryEvent.RetentionSet(command.repository(), command.kind(), command.keep()));
    var retention = new Retention(command.kind(), command.keep(), true, now);
    List<String> gone = gone(repository.tags(), retention, now);
    if (!gone.isEmpty()) {
      events.add(new RegistryEvent.TagsExpired(command.repository(), gone));
    }
    return Decision.accept(events);
  }

  Decision keepAll(String name) {
    Repository repository = registry.repository(name);
    if (repository == null) {
      return Rooms.noRepository(name);
    }
    Retention retention = repository.retention();
    return retention != null && retention.valid()
        ? Decision.accept(new RegistryEvent.RetentionClosed(name))
        : Decision.reject(NO_RETENTION, "reponame " + name + " has no strategy in force");
  }

  private int tagsMax() {
    return profile.quotas().registry().tags();
  }

  /// What is pushed at a position. Builds of one repository are of about the same size.
  private Manifest manifest(ImageName image, long position, Instant now) {
    String name = image.toString();
    long kilobytes =
        dice.lognormal(profile.timings().imagePull().size(), "image.size", image.repository(), 0)
            .toMillis();
    long rest = dice.bits("image.bytes", name, position) >>> 54;
    return new Manifest(
        digest("image.digest", name, position),
        digest("image.id", name, position),
        kilobytes * 1_000 + rest,
        now);
  }

  private String digest(String what, String image, long position) {
    return "sha256:" + dice.letters(what, image, position, HEX, DIGEST_LENGTH);
  }
}
