package drydock.provider.tencent.registry;

import static drydock.provider.tencent.Parameter.optional;
import static drydock.provider.tencent.Parameter.required;
import static drydock.provider.tencent.Type.text;
import static drydock.provider.tencent.registry.RegistryParameters.REPONAME;
import static drydock.provider.tencent.registry.RegistryParameters.SOUGHT;

import com.fasterxml.jackson.annotation.JsonProperty;
import drydock.kernel.Rejection;
import drydock.provider.tencent.Action;
import drydock.provider.tencent.Answer;
import drydock.provider.tencent.Arguments;
import drydock.provider.tencent.Backend;
import drydock.provider.tencent.Call;
import drydock.provider.tencent.ErrorCode;
import drydock.provider.tencent.Moments;
import drydock.provider.tencent.Paging;
import drydock.provider.tencent.Parameter;
import drydock.provider.tencent.Parameters;
import drydock.provider.tencent.Returns;
import drydock.registry.ImageName;
import drydock.registry.Registry;
import drydock.registry.Repository;
import drydock.registry.Retention;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/// SearchUserRepository, GetUserRepositoryList, GetRepositoryInfo, RepositoryisExists and
/// GetAutoDelStrategy.
final class RepositoryQueries {

  private static final String OWN = "QCLOUD HUB";

  /// What the lists answer. All that there is belongs to whoever asks, so nothing is left out.
  record Repositories(
      int totalCount, String server, boolean privilegeFiltered, List<Listed> repoInfo) {}

  record Listed(
      String reponame,
      String repotype,
      int tagCount,
      @JsonProperty("public") int open,
      boolean isUserFavor,
      boolean isQcloudOfficial,
      int favorCount,
      long pullCount,
      String description,
      String creationTime,
      String updateTime) {

    static Listed of(Repository repository) {
      return new Listed(
          repository.name(),
          OWN,
          repository.tags().size(),
          repository.open() ? 1 : 0,
          false,
          false,
          0,
          repository.pulls(),
          repository.description(),
          Moments.text(repository.createdAt()),
          Moments.text(repository.updatedAt()));
    }
  }

  /// What GetRepositoryInfo answers.
  record Info(
      String creationTime,
      String description,
      int favorCount,
      boolean isQcloudOfficial,
      boolean isUserFavor,
      @JsonProperty("public") int open,
      long pullCount,
      String reponame,
      String repotype) {

    static Info of(Repository repository) {
      return new Info(
          Moments.text(repository.createdAt()),
          repository.description(),
          0,
          false,
          false,
          repository.open() ? 1 : 0,
          repository.pulls(),
          repository.name(),
          OWN);
    }
  }

  /// What RepositoryisExists answers.
  record Existence(boolean isExist) {}

  /// What GetAutoDelStrategy answers.
  record Strategies(List<Strategy> strategyInfo, int totalCount) {}

  /// The document's table calls the repository reponame, and its example repo_name.
  record Strategy(
      String username,
      String reponame,
      @JsonProperty("repo_name") String name,
      String type,
      int value,
      int valid,
      @JsonProperty("creation_time") String createdAt) {

    static Strategy of(Retention retention, Repository repository, Call call) {
      String type =
          switch (retention.kind()) {
            case LAST_DAYS -> "keep_last_days";
            case LAST_NUMBER -> "keep_last_nums";
          };
      return new Strategy(
          call.account().name(),
          repository.name(),
          repository.name(),
          type,
          retention.keep(),
          retention.valid() ? 1 : 0,
          Moments.text(retention.createdAt()).replace(' ', 'T') + "+08:00");
    }
  }

  private static final Parameter WANTED =
      optional("reponame", SOUGHT).says("Only the repository of this name.");

  private RepositoryQueries() {}

  static List<Action> all(Backend backend) {
    return List.of(
        search(backend),
        list(backend),
        exists(backend),
        one("GetRepositoryInfo", backend, Info.class, _ -> Info::of),
        one(
            "GetAutoDelStrategy",
            backend,
            Strategies.class,
            call -> repository -> strategies(repository, call)));
  }

  private static Action search(Backend backend) {
    return Action.of(
        "SearchUserRepository",
        Parameters.of(
            Paging.OFFSET,
            Paging.LIMIT,
            WANTED,
            optional("public", text().oneOf("0", "1"))
                .says("Only those that are open to all, or only those that are not."),
            optional("namespace", SOUGHT).says("Only those in this namespace.")),
        Returns.data(Repositories.class),
        call ->
            backend.look(sight -> list(sight.world().registry(), call.arguments(), sought(call))));
  }

  private static Action list(Backend backend) {
    return Action.of(
        "GetUserRepositoryList",
        Parameters.of(
            Paging.OFFSET,
            Paging.LIMIT,
            optional("reponame", SOUGHT).says("Only repositories with this in their name.")),
        Returns.data(Repositories.class),
        call ->
            backend.look(sight ->
                list(
                    sight.world().registry(),
                    call.arguments(),
                    each -> each.name().contains(call.arguments().text("reponame")))));
  }

  private static Action exists(Backend backend) {
    return Action.of(
        "RepositoryisExists",
        Parameters.of(required("reponame", SOUGHT).says("The repository.")),
        Returns.data(Existence.class),
        call ->
            backend.look(sight ->
                new Answer.Data(
                    new Existence(
                        sight.world().registry().repository(call.arguments().text("reponame"))
                            != null))));
  }

  /// An action that tells something of one repository.
  private static Action one(
      String name,
      Backend backend,
      Class<?> shape,
      Function<Call, Function<Repository, Object>> view) {
    return Action.of(
        name,
        Parameters.of(REPONAME),
        Returns.data(shape).or(ErrorCode.RESOURCE_NOT_FOUND),
        call ->
            backend.look(sight ->
                found(
                    sight.world().registry(),
                    call.arguments().text("reponame"),
                    repository -> new Answer.Data(view.apply(call).apply(repository)))));
  }

  /// Finds a repository, or says that it is missing.
  static Answer found(Registry registry, String name, Function<Repository, Answer> then) {
    Repository repository = registry.repository(name);
    return repository == null
        ? new Answer.Refused(
            new Rejection(
                Rejection.Reason.REPOSITORY_NOT_FOUND, "reponame " + name + " does not exist"))
        : then.apply(repository);
  }

  private static Predicate<Repository> sought(Call call) {
    Arguments given = call.arguments();
    return each ->
        (!given.has("reponame") || each.name().equals(given.text("reponame")))
            && (!given.has("public") || each.open() == given.text("public").equals("1"))
            && (!given.has("namespace") || each.namespace().equals(given.text("namespace")));
  }

  private static Answer list(Registry registry, Arguments given, Predicate<Repository> wanted) {
    List<Repository> matching = registry.repositories().stream().filter(wanted).toList();
    List<Listed> shown = Paging.page(matching, given).stream().map(Listed::of).toList();
    return new Answer.Data(new Repositories(matching.size(), ImageName.HOST, false, shown));
  }

  private static Strategies strategies(Repository repository, Call call) {
    Retention retention = repository.retention();
    List<Strategy> all =
        retention == null ? List.of() : List.of(Strategy.of(retention, repository, call));
    return new Strategies(all, all.size());
  }
}
