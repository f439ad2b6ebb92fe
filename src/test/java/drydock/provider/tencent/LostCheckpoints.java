package drydock.provider.tencent;

import drydock.log.Checkpoints;
import drydock.log.EventLog.Ownership;
import drydock.log.LogUnavailable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Checkpoints of a database that goes away when a test wants it.
final class LostCheckpoints implements Checkpoints {

  private final Checkpoints kept;
  volatile boolean lost;

  LostCheckpoints(Checkpoints kept) {
    this.kept = kept;
  }

  private Checkpoints there() throws LogUnavailable {
    if (lost) {
      throw new LogUnavailable(new IllegalStateException());
    }
    return kept;
  }

  @Override
  public void save(Ownership owner, Checkpoint checkpoint) throws LogUnavailable {
    there().save(owner, checkpoint);
  }

  @Override
  public Optional<Checkpoint> latest(long world, String format, long position)
      throws LogUnavailable {
    return there().latest(world, format, position);
  }

  @Override
  public Optional<Checkpoint> latest(long world, String format, Instant at) throws LogUnavailable {
    return there().latest(world, format, at);
  }

  @Override
  public List<Long> positions(long world) throws LogUnavailable {
    return there().positions(world);
  }

  @Override
  public void delete(long world, List<Long> positions) throws LogUnavailable {
    there().delete(world, positions);
  }
}
