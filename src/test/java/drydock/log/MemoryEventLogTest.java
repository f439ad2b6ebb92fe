package drydock.log;

class MemoryEventLogTest implements EventLogContract, WorldsContract, CheckpointsContract {
  private final MemoryEventLog memory = new MemoryEventLog();

  @Override
  public EventLog log() {
    return memory;
  }

  @Override
  public Worlds worlds() {
    return memory;
  }

  @Override
  public Checkpoints checkpoints() {
    return memory;
  }
}
