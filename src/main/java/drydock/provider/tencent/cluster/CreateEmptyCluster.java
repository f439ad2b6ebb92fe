package drydock.provider.tencent.cluster;

import static drydock.provider.tencent.Parameter.optional;
import static drydock.provider.tencent.Type.text;

import drydock.cluster.ClusterCommand;
import drydock.provider.tencent.Action;
import drydock.provider.tencent.Answer;
import drydock.provider.tencent.Arguments;
import drydock.provider.tencent.Backend;
import drydock.provider.tencent.Call;
import drydock.provider.tencent.Parameter;
import drydock.provider.tencent.Parameters;
import drydock.provider.tencent.Returns;
import java.util.concurrent.CompletionStage;

/// Makes a cluster without nodes (API reference of 2019, document/api/457/18259).
final class CreateEmptyCluster implements Action {
  private static final Parameters PARAMETERS =
      Parameters.of(
          ClusterParameters.cluster(
                  optional("osName", text().length(1, 64))
                      .byDefault("ubuntu16.04.1 LTSx86_64")
                      .says("The operating system of nodes that are added."),
                  optional("masterSubnetId", text().length(1, 64))
                      .alias("subnetId")
                      .says("The subnet its masters have an address in."))
              .toArray(Parameter[]::new));

  private final Backend backend;
  private final String kubernetes;

  /// @param kubernetes the release that clusters run where none is asked for
  CreateEmptyCluster(Backend backend, String kubernetes) {
    this.backend = backend;
    this.kubernetes = kubernetes;
  }

  @Override
  public String name() {
    return "CreateEmptyCluster";
  }

  @Override
  public Parameters parameters() {
    return PARAMETERS;
  }

  @Override
  public Returns returns() {
    return CreateCluster.RETURNS;
  }

  @Override
  public CompletionStage<Answer> call(Call call) {
    Arguments given = call.arguments();
    var command =
        new ClusterCommand.Create(
            CreateCluster.spec(
                call, given.text("osName"), given.text("masterSubnetId"), kubernetes),
            given.integer("ignoreClusterCIDRConflict") == 1,
            null);
    return backend.ask(call, command, CreateCluster::answer);
  }
}
