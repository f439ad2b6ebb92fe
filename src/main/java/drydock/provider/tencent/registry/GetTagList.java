package drydock.provider.tencent.registry;

import static drydock.provider.tencent.Parameter.optional;
import static drydock.provider.tencent.registry.RegistryParameters.REPONAME;
import static drydock.provider.tencent.registry.RegistryParameters.SOUGHT;

import com.fasterxml.jackson.annotation.JsonProperty;
import drydock.kernel.Dice;
import drydock.provider.tencent.Action;
import drydock.provider.tencent.Answer;
import drydock.provider.tencent.Arguments;
import drydock.provider.tencent.Backend;
import drydock.provider.tencent.Call;
import drydock.provider.tencent.ErrorCode;
import drydock.provider.tencent.Moments;
import drydock.provider.tencent.Paging;
import drydock.provider.tencent.Parameters;
import drydock.provider.tencent.Returns;
import drydock.registry.ImageName;
import drydock.registry.Repository;
import drydock.registry.Tag;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// Lists the tags of a repository, those pushed last first (API document, 获取 tag 列表).
final class GetTagList implements Action {
  private static final Parameters PARAMETERS =
      Parameters.of(
          REPONAME,
          Paging.OFFSET,
          Paging.LIMIT,
          optional("tag", SOUGHT).says("Only tags with this in their name."));

  /// What the answer holds.
  record Data(String reponame, String server, int tagCount, List<TagView> tagInfo) {}

  /// A tag; `repo_name` is that of its repository without the namespace, and `id` is what clients
  /// of the time read besides.
  record TagView(
      @JsonProperty("repo_name") String repository,
      String tagName,
      String tagId,
      String imageId,
      String size,
      String creationTime,
      String updateTime,
      String author,
      String architecture,
      String dockerVersion,
      String os,
      String pushTime,
      long sizeByte,
      long id) {

    static TagView of(Tag tag, Repository repository) {
      long bytes = tag.manifest().bytes();
      return new TagView(
          repository.name().substring(repository.namespace().length() + 1),
          tag.name(),
          tag.manifest().digest(),
          tag.manifest().imageId(),
          Math.round(bytes / 1e6) + " MB",
          withZone(tag.manifest().builtAt()),
          withZone(tag.pushedAt()),
          "",
          "amd64",
          "1.12.5",
          "linux",
          withZone(tag.pushedAt()),
          bytes,
          Dice.hash(repository.name() + ":" + tag.name()) & Integer.MAX_VALUE);
    }

    private static String withZone(Instant moment) {
      return Moments.text(moment) + " +0800 CST";
    }
  }

  private final Backend backend;

  GetTagList(Backend backend) {
    this.backend = backend;
  }

  @Override
  public String name() {
    return "GetTagList";
  }

  @Override
  public Parameters parameters() {
    return PARAMETERS;
  }

  @Override
  public Returns returns() {
    return Returns.data(Data.class).or(ErrorCode.RESOURCE_NOT_FOUND);
  }

  @Override
  public CompletionStage<Answer> call(Call call) {
    Arguments given = call.arguments();
    return backend.look(sight ->
        RepositoryQueries.found(
            sight.world().registry(),
            given.text("reponame"),
            repository -> list(repository, given)));
  }

  private static Answer list(Repository repository, Arguments given) {
    List<Tag> matching =
        repository.tags().reversed().stream()
            .filter(tag -> tag.name().contains(given.text("tag")))
            .toList();
    List<TagView> shown =
        Paging.page(matching, given).stream().map(tag -> TagView.of(tag, repository)).toList();
    return new Answer.Data(new Data(repository.name(), ImageName.HOST, matching.size(), shown));
  }
}
