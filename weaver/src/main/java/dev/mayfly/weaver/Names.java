package dev.mayfly.weaver;

import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;

/** What the weaver knows by name: Artemis, the annotation, and what woven classes call. */
final class Names {

    static final String COLUMNS_CLASS = "$Columns";
    static final String MAPPER_CLASS = "$Mapper";

    static final String COLUMNS_FIELD = "$columns";
    static final String ROW_FIELD = "$row";
    static final String LIFE_FIELD = "$life";
    static final String GUARD_FIELD = "$guard";
    static final String OWN = "$own";
    static final String GETTER = "$get";
    static final String SETTER = "$set";
    static final String TURN = "turn$";

    private static final String WOVEN_PACKAGE = "dev/mayfly/ecs/woven/";
    static final String ANNOTATION = "Ldev/mayfly/ecs/Columns;";

    static final String WOVEN_COMPONENT = WOVEN_PACKAGE + "WovenComponent";
    static final String WOVEN_TURN = WOVEN_PACKAGE + "WovenTurn";

    static final ClassDesc WOVEN_COLUMNS = ofInternal(WOVEN_PACKAGE + "WovenColumns");
    static final ClassDesc WOVEN_MAPPER = ofInternal(WOVEN_PACKAGE + "WovenMapper");
    static final ClassDesc WOVEN_TURNS = ofInternal(WOVEN_PACKAGE + "WovenTurns");
    static final ClassDesc LOSSES = ofInternal(WOVEN_PACKAGE + "Losses");
    static final ClassDesc REFLECTION_GUARD = ofInternal(WOVEN_PACKAGE + "ReflectionGuard");
    static final ClassDesc REFERENCES = ofInternal(WOVEN_PACKAGE + "References");

    static final String ARTEMIS_COMPONENT = "com/artemis/Component";
    static final String POOLED_COMPONENT = "com/artemis/PooledComponent";
    static final String ENTITY_EDIT = "com/artemis/EntityEdit";
    static final String ENTITY_BUILDER = "com/artemis/utils/EntityBuilder";
    static final String ENTITY = "com/artemis/Entity";
    static final String COMPONENT_MAPPER = "com/artemis/ComponentMapper";
    static final String BASE_COMPONENT_MAPPER = "com/artemis/BaseComponentMapper";

    static final ClassDesc COMPONENT = ofInternal(ARTEMIS_COMPONENT);
    static final ClassDesc MAPPER = ofInternal(COMPONENT_MAPPER);
    static final ClassDesc BASE_MAPPER = ofInternal(BASE_COMPONENT_MAPPER);
    static final ClassDesc ENTITY_DESC = ofInternal(ENTITY);
    static final ClassDesc COMPONENT_TYPE = ClassDesc.of("com.artemis.ComponentType");

    /** What generated classes are; users compile for Java 25, as the bridge is. */
    static final int VERSION = ClassFile.JAVA_25_VERSION;

    private Names() {}

    static ClassDesc ofInternal(String name) {
        return ClassDesc.ofInternalName(name);
    }

    /** A class's name as a user writes it. */
    static String readable(String internalName) {
        return internalName.replace('/', '.');
    }
}
