package drydock.task;

import java.time.Instant;
import java.util.List;

/// An asynchronous request (API document, DescribeClusterTaskResult): its requestId, what it does
/// to which nodes of which cluster, and how that stands.
public record Task(
    int requestId,
    Kind kind,
    String cluster,
    List<String> machines,
    Status status,
    Instant startedAt) {

  public enum Kind {
    CREATE_CLUSTER,
    DELETE_CLUSTER,
    ADD_NODES,
    REMOVE_NODES,
    OPEN_ENDPOINT,
    CLOSE_ENDPOINT
  }

  public enum Status {
    RUNNING("running"),
    SUCCEEDED("succ"),
    FAILED("fail");

    private final String text;

    Status(String text) {
      this.text = text;
    }

    /// As the API spells it.
    public String text() {
      return text;
    }
  }

  Task settled(Status outcome) {
    return new Task(requestId, kind, cluster, machines, outcome, startedAt);
  }
}
