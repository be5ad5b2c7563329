package dev.mayfly.weaver;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the weaver has to say, each once, in the order in which it was found. */
final class Findings {

    private final Set<Finding> all = new LinkedHashSet<>();

    void error(ClassModel model, int line, String member, String message) {
        add(true, model, line, member, message);
    }

    void warning(ClassModel model, int line, String member, String message) {
        add(false, model, line, member, message);
    }

    private void add(boolean error, ClassModel model, int line, String member, String message) {
        String file =
                model.findAttribute(Attributes.sourceFile())
                        .map(source -> source.sourceFile().stringValue())
                        .orElse(null);
        all.add(
                new Finding(
                        error, model.thisClass().asInternalName(), file, line, member, message));
    }

    boolean haveErrors() {
        return all.stream().anyMatch(Finding::error);
    }

    List<Finding> all() {
        return new ArrayList<>(all);
    }
}
