package drydock.provider.tencent.registry;

import static drydock.provider.tencent.ErrorCode.LIMIT_EXCEEDED;
import static drydock.provider.tencent.ErrorCode.RESOURCE_EXISTS;
import static drydock.provider.tencent.ErrorCode.RESOURCE_NOT_FOUND;
import static drydock.provider.tencent.ErrorCode.RESOURCE_OP_FAILED;
import static drydock.provider.tencent.Parameter.optional;
import static drydock.provider.tencent.Parameter.required;
import static drydock.provider.tencent.Type.integer;
import static drydock.provider.tencent.Type.list;
import static drydock.provider.tencent.Type.text;
import static drydock.provider.tencent.registry.RegistryParameters.IMAGE_NAME;
import static drydock.provider.tencent.registry.RegistryParameters.NAMESPACE_NAME;
import static drydock.provider.tencent.registry.RegistryParameters.REPONAME;
import static drydock.provider.tencent.registry.RegistryParameters.REPOSITORY_NAME;

import drydock.provider.tencent.Action;
import drydock.provider.tencent.Answer;
import drydock.provider.tencent.Arguments;
import drydock.provider.tencent.Backend;
import drydock.provider.tencent.ErrorCode;
import drydock.provider.tencent.Parameter;
import drydock.provider.tencent.Parameters;
import drydock.provider.tencent.Returns;
import drydock.provider.tencent.Type;
import drydock.registry.ImageName;
import drydock.registry.RegistryCommand;
import drydock.registry.Retention;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/// The actions that ask one thing of the registry and answer nothing but that it is so:
/// CreateRepository, UpdateRepositoryDesc, UpdateRepositoryPublic, BatchDeleteRepository,
/// DuplicateImage, BatchDeleteTag, SetAutoDelStrategy, CloseAutoDelStrategy, ChangePassword,
/// CreateCCRNamespace, DeleteUserNamespace.
final class RegistryVerbs {

  private static final int LISTED_MAX = 100;

  private static final Type.Text DESCRIPTION = text().length(1, 1_000);

  private static final Parameter PUBLIC =
      required("public", integer().oneOf(0, 1)).says("1 for a repository that is open to all.");

  private static final Parameter NAMESPACE =
      required("namespace", NAMESPACE_NAME).says("The namespace.");

  /// The document's example puts its tags between quotation marks, which no tag has.
  private static final Type.Text TAG =
      text()
          .length(1, 130)
          .form("\"?" + ImageName.TAG + "\"?", "letters, digits and _ . -, no . or - first");

  private static final Parameter STRATEGY =
      required("type", text().oneOf("keep_last_days", "keep_last_nums"))
          .says("Whether the tags of the last days are kept, or the last tags.");

  private RegistryVerbs() {}

  static List<Action> all(Backend backend) {
    List<Action> all = new ArrayList<>(repositories(backend));
    all.addAll(images(backend));
    all.addAll(account(backend));
    return all;
  }

  private static List<Action> repositories(Backend backend) {
    return List.of(
        createRepository(backend),
        verb(
            "UpdateRepositoryDesc",
            Parameters.of(
                REPONAME,
                required("description", DESCRIPTION.orEmpty())
                    .says("Its description from now on; empty for none.")),
            backend,
            given ->
                new RegistryCommand.Describe(given.text("reponame"), given.text("description")),
            RESOURCE_NOT_FOUND),
        verb(
            "UpdateRepositoryPublic",
            Parameters.of(REPONAME, PUBLIC),
            backend,
            given -> new RegistryCommand.Open(given.text("reponame"), given.integer("public") == 1),
            RESOURCE_NOT_FOUND),
        verb(
            "BatchDeleteRepository",
            Parameters.of(
                required("reponames", list(REPOSITORY_NAME).atMost(LISTED_MAX))
                    .says("The repositories; all of them go, or none.")),
            backend,
            given -> new RegistryCommand.DeleteRepositories(given.texts("reponames")),
            RESOURCE_NOT_FOUND));
  }

  private static List<Action> images(Backend backend) {
    return List.of(
        duplicateImage(backend),
        batchDeleteTag(backend),
        setAutoDelStrategy(backend),
        verb(
            "CloseAutoDelStrategy",
            Parameters.of(REPONAME),
            backend,
            given -> new RegistryCommand.CloseRetention(given.text("reponame")),
            RESOURCE_NOT_FOUND,
            RESOURCE_OP_FAILED));
  }

  private static List<Action> account(Backend backend) {
    return List.of(
        verb(
            "ChangePassword",
            Parameters.of(
                required("password", text().length(8, 16))
                    .secret()
                    .says("The account's password for the registry from now on.")),
            backend,
            _ -> new RegistryCommand.ChangePassword()),
        verb(
            "CreateCCRNamespace",
            Parameters.of(NAMESPACE),
            backend,
            given -> new RegistryCommand.CreateNamespace(given.text("namespace")),
            RESOURCE_EXISTS,
            LIMIT_EXCEEDED),
        verb(
            "DeleteUserNamespace",
            Parameters.of(NAMESPACE),
            backend,
            given -> new RegistryCommand.DeleteNamespace(given.text("namespace")),
            RESOURCE_NOT_FOUND,
            RESOURCE_OP_FAILED));
  }

  /// An action that is a command; `errors` are the ways in which it can be refused.
  static Action verb(
      String name,
      Parameters parameters,
      Backend backend,
      Function<Arguments, RegistryCommand> command,
      ErrorCode... errors) {
    return Action.of(
        name,
        parameters,
        Returns.noData().or(errors),
        call -> backend.ask(call, command.apply(call.arguments()), _ -> new Answer.NoData()));
  }

  private static Action createRepository(Backend backend) {
    return verb(
        "CreateRepository",
        Parameters.of(
            REPONAME, PUBLIC, optional("description", DESCRIPTION).says("Its description.")),
        backend,
        given ->
            new RegistryCommand.CreateRepository(
                given.text("reponame"), given.integer("public") == 1, given.text("description")),
        RESOURCE_EXISTS,
        LIMIT_EXCEEDED);
  }

  private static Action duplicateImage(Backend backend) {
    return verb(
        "DuplicateImage",
        Parameters.of(
            required("src_image", IMAGE_NAME).says("The image that is there."),
            required("dest_image", IMAGE_NAME).says("The name that it gets besides.")),
        backend,
        given ->
            new RegistryCommand.Duplicate(image(given, "src_image"), image(given, "dest_image")),
        RESOURCE_NOT_FOUND,
        LIMIT_EXCEEDED);
  }

  private static ImageName image(Arguments given, String name) {
    return Objects.requireNonNull(ImageName.read(given.text(name)));
  }

  private static Action batchDeleteTag(Backend backend) {
    return verb(
        "BatchDeleteTag",
        Parameters.of(
            REPONAME,
            required("tags", list(TAG).atMost(LISTED_MAX))
                .says("The tags; all of them go, or none.")),
        backend,
        given ->
            new RegistryCommand.DeleteTags(
                given.text("reponame"),
                given.texts("tags").stream().map(tag -> tag.replace("\"", "")).toList()),
        RESOURCE_NOT_FOUND);
  }

  private static Action setAutoDelStrategy(Backend backend) {
    return verb(
        "SetAutoDelStrategy",
        Parameters.of(
            REPONAME,
            STRATEGY,
            required("val", integer().range(1, 36_500)).says("How many days or tags.")),
        backend,
        given ->
            new RegistryCommand.SetRetention(
                given.text("reponame"),
                given.text("type").equals("keep_last_days")
                    ? Retention.Kind.LAST_DAYS
                    : Retention.Kind.LAST_NUMBER,
                given.integer("val")),
        RESOURCE_NOT_FOUND);
  }
}
