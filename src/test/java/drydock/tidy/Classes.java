package drydock.tidy;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Compiled classes, and what each of them names.
public record Classes(List<Compiled> all) {

  private static final Pattern TYPE_IN_DESCRIPTOR = Pattern.compile("L(\\w+(?:/[\\w$]+)+)[;<]");

  /// One class file.
  public record Compiled(ClassModel model) {

    /// `drydock.world.World$Turn`.
    public String name() {
      return model.thisClass().asInternalName().replace('/', '.');
    }

    public String packageName() {
      return name().substring(0, name().lastIndexOf('.'));
    }

    /// The class around all others: `drydock.world.World`.
    public String topLevelName() {
      int inner = name().indexOf('$');
      return inner < 0 ? name() : name().substring(0, inner);
    }

    public Violation violation(int line, String what) {
      return new Violation(line == 0 ? name() : name() + ":" + line, what);
    }

    /// Every type that the class names: in code, signatures and annotations.
    public SortedSet<String> types() {
      var types = new TreeSet<String>();
      for (PoolEntry entry : model.constantPool()) {
        if (entry instanceof ClassEntry type) {
          elementType(type.asInternalName()).ifPresent(types::add);
        } else if (entry instanceof Utf8Entry text) {
          Matcher matcher = TYPE_IN_DESCRIPTOR.matcher(text.stringValue());
          while (matcher.find()) {
            types.add(matcher.group(1).replace('/', '.'));
          }
        }
      }
      return types;
    }

    /// Every use of a method or field, method references included.
    public List<Use> uses() {
      var uses = new ArrayList<Use>();
      for (MethodModel method : model.methods()) {
        String within = method.methodName().stringValue();
        int line = 0;
        for (CodeElement element :
            method.code().map(code -> code.elementList()).orElse(List.of())) {
          if (element instanceof LineNumber next) {
            line = next.line();
          }
          for (MemberRefEntry member : members(element)) {
            uses.add(Use.of(member, within, line));
          }
        }
      }
      return uses;
    }

    private static List<MemberRefEntry> members(CodeElement element) {
      if (element instanceof InvokeInstruction call) {
        return List.of(call.method());
      }
      if (element instanceof FieldInstruction access) {
        return List.of(access.field());
      }
      var referenced = new ArrayList<MemberRefEntry>();
      if (element instanceof InvokeDynamicInstruction dynamic) {
        for (LoadableConstantEntry argument : dynamic.invokedynamic().bootstrap().arguments()) {
          if (argument instanceof MethodHandleEntry handle) {
            referenced.add(handle.reference());
          }
        }
      }
      return referenced;
    }

    /// What an array is an array of; nothing for one of numbers.
    private static Optional<String> elementType(String internalName) {
      if (!internalName.startsWith("[")) {
        return Optional.of(internalName.replace('/', '.'));
      }
      Matcher array = TYPE_IN_DESCRIPTOR.matcher(internalName);
      return array.find() ? Optional.of(array.group(1).replace('/', '.')) : Optional.empty();
    }
  }

  /// A use of `owner.member` at a line of the method `within`.
  public record Use(String owner, String member, String descriptor, String within, int line) {

    static Use of(MemberRefEntry member, String within, int line) {
      String owner = member.owner().asInternalName().replace('/', '.');
      return new Use(owner, member.name().stringValue(), member.type().stringValue(), within, line);
    }

    public String qualifiedName() {
      return owner + "." + member;
    }
  }

  public static Classes below(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      var all = new ArrayList<byte[]>();
      for (Path file : files.filter(each -> each.toString().endsWith(".class")).sorted().toList()) {
        all.add(Files.readAllBytes(file));
      }
      return of(all);
    }
  }

  static Classes of(List<byte[]> classFiles) {
    return new Classes(
        classFiles.stream().map(bytes -> new Compiled(ClassFile.of().parse(bytes))).toList());
  }
}
