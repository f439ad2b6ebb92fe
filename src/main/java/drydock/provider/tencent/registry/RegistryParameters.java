package drydock.provider.tencent.registry;

import static drydock.provider.tencent.Parameter.required;
import static drydock.provider.tencent.Type.text;

import drydock.provider.tencent.Parameter;
import drydock.provider.tencent.Type;
import drydock.registry.ImageName;

/// Parameters that several actions of the registry share.
final class RegistryParameters {

  private static final String PARTS = "small letters, digits and . _ - between them";

  static final Type.Text NAMESPACE_NAME =
      text().length(1, ImageName.NAMESPACE_MAX).form(ImageName.NAME, PARTS);

  static final Type.Text REPOSITORY_NAME =
      text()
          .length(3, ImageName.REPOSITORY_MAX)
          .form(
              ImageName.REPOSITORY,
              "namespace/name, each of "
                  + PARTS
                  + ", the namespace of up to "
                  + ImageName.NAMESPACE_MAX);

  /// An image without the registry's host.
  static final Type.Text IMAGE_NAME =
      text()
          .length(3, ImageName.REPOSITORY_MAX + 129)
          .form(ImageName.FORM, "namespace/name:tag without the registry's host");

  static final Type.Text TRIGGER_NAME = text().length(1, 100);

  /// A name that is only looked for.
  static final Type.Text SOUGHT = text().length(1, ImageName.REPOSITORY_MAX);

  static final Parameter REPONAME =
      required("reponame", REPOSITORY_NAME).says("The repository, as namespace/name.");

  private RegistryParameters() {}
}
