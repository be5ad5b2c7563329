package dev.mayfly.weaver;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/**
 * Writes the turn of a system: what {@code BaseSystem.process()} does, with loops over spans,
 * stretches of consecutive ids, in the system's own class. As source:
 *
 * <pre>{@code
 * public void turn$() {
 *     if (!checkProcessing()) return;
 *     begin();
 *     int[] ids = subscription.getEntities().getData(); // and how many
 *     int done = 0;
 *     if (world$ != world) decide$();
 *     if (losses$ != null) {
 *         int outer = before$;
 *         before$ = losses$.count;
 *         try { done = spans$(this, ids, count); } finally { before$ = outer; }
 *     }
 *     for (; done < count; done++) process(ids[done]); // presence is looked at
 *     end();
 * }
 * }</pre>
 *
 * <p>The loops over spans stop once anything in the turn has taken a woven component away. Whether
 * they may run at all, the bridge says: it knows what the aspect requires.
 */
final class TurnWriter {

    private static final String WORLD_FIELD = "world$";

    /** With the number of a type behind it: whether the aspect requires that. */
    static final String REQUIRES_FIELD = "requires$";

    private static final String LOSSES_FIELD = "losses$";
    private static final String BEFORE_FIELD = "before$";
    private static final String COUNT_FIELD = "count";

    private static final String DECIDE = "decide$";
    private static final String SPANS = "spans$";
    private static final String SPAN = "span$";
    private static final String EACH = "each$";

    private static final int FIELD_FLAGS =
            ClassFile.ACC_PRIVATE | ClassFile.ACC_SYNTHETIC | ClassFile.ACC_TRANSIENT;
    private static final int LOOP_FLAGS =
            ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;

    private static final ClassDesc NUMBER = ConstantDescs.CD_int;
    private static final ClassDesc IDS = NUMBER.arrayType();
    private static final ClassDesc CLASSES = ConstantDescs.CD_Class.arrayType();
    private static final ClassDesc BAG = ClassDesc.of("com.artemis.utils.Bag");
    private static final ClassDesc INT_BAG = ClassDesc.of("com.artemis.utils.IntBag");
    private static final ClassDesc WORLD = ClassDesc.of("com.artemis.World");
    private static final ClassDesc SUBSCRIPTION = ClassDesc.of("com.artemis.EntitySubscription");
    private static final ClassDesc ENTITY_SYSTEM = ClassDesc.of("com.artemis.BaseEntitySystem");
    private static final MethodTypeDesc TO_INT = MethodTypeDesc.of(NUMBER);
    private static final MethodTypeDesc TO_VOID = ConstantDescs.MTD_void;
    private static final MethodTypeDesc FIND = MethodTypeDesc.of(NUMBER, IDS, NUMBER, NUMBER);

    private final SystemLoop loop;
    private final ClassDesc self;
    private final String copy;
    private final MethodTypeDesc copyType;
    private final MethodTypeDesc spansType;
    private final MethodTypeDesc spanType;
    private final MethodTypeDesc eachType;

    /**
     * @param copy the method that processes one entity
     */
    TurnWriter(SystemLoop loop, ClassDesc self, String copy, MethodTypeDesc copyType) {
        this.loop = loop;
        this.self = self;
        this.copy = copy;
        this.copyType = copyType;
        spansType = MethodTypeDesc.of(NUMBER, self, IDS, NUMBER);
        spanType = MethodTypeDesc.of(NUMBER, self, NUMBER, NUMBER);
        eachType = MethodTypeDesc.of(NUMBER, self, IDS, NUMBER, NUMBER);
    }

    void addMembers(ClassBuilder woven) {
        // As an object: a field of type World would be filled by Artemis' injector.
        woven.withField(WORLD_FIELD, ConstantDescs.CD_Object, FIELD_FLAGS);
        woven.withField(LOSSES_FIELD, Names.LOSSES, FIELD_FLAGS);
        woven.withField(BEFORE_FIELD, NUMBER, FIELD_FLAGS);
        for (int i = 0; i < loop.types().size(); i++) {
            woven.withField(REQUIRES_FIELD + i, ConstantDescs.CD_boolean, FIELD_FLAGS);
        }
        woven.withMethodBody(
                Names.TURN, TO_VOID, ClassFile.ACC_PUBLIC | ClassFile.ACC_SYNTHETIC, this::turn);
        woven.withMethodBody(
                DECIDE, TO_VOID, ClassFile.ACC_PRIVATE | ClassFile.ACC_SYNTHETIC, this::decide);
        woven.withMethodBody(SPANS, spansType, LOOP_FLAGS, this::spans);
        woven.withMethodBody(SPAN, spanType, LOOP_FLAGS, this::span);
        woven.withMethodBody(EACH, eachType, LOOP_FLAGS, this::each);
    }

    /** Leaves two numbers, which are equal while nothing was lost; the system is in a variable. */
    static void compareLosses(CodeBuilder code, ClassDesc self, int system) {
        code.aload(system).getfield(self, LOSSES_FIELD, Names.LOSSES);
        code.getfield(Names.LOSSES, COUNT_FIELD, NUMBER);
        code.aload(system).getfield(self, BEFORE_FIELD, NUMBER);
    }

    private void turn(CodeBuilder code) {
        int ids = 1;
        int count = 2;
        int done = 3;
        int outer = 4;
        Label idle = code.newLabel();
        Label decided = code.newLabel();
        Label rest = code.newLabel();
        code.aload(0);
        code.invokevirtual(self, "checkProcessing", MethodTypeDesc.of(ConstantDescs.CD_boolean));
        code.ifeq(idle);
        code.aload(0).invokevirtual(self, "begin", TO_VOID);
        code.aload(0).getfield(self, "subscription", SUBSCRIPTION);
        code.invokevirtual(SUBSCRIPTION, "getEntities", MethodTypeDesc.of(INT_BAG)).dup();
        code.invokevirtual(INT_BAG, "getData", MethodTypeDesc.of(IDS)).astore(ids);
        code.invokevirtual(INT_BAG, "size", TO_INT).istore(count);
        code.iconst_0().istore(done);
        code.aload(0).getfield(self, WORLD_FIELD, ConstantDescs.CD_Object);
        code.aload(0).getfield(self, "world", WORLD).if_acmpeq(decided);
        code.aload(0).invokevirtual(self, DECIDE, TO_VOID);
        code.labelBinding(decided);
        code.aload(0).getfield(self, LOSSES_FIELD, Names.LOSSES).ifnull(rest);
        code.aload(0).getfield(self, BEFORE_FIELD, NUMBER).istore(outer);
        code.aload(0).aload(0).getfield(self, LOSSES_FIELD, Names.LOSSES);
        code.getfield(Names.LOSSES, COUNT_FIELD, NUMBER).putfield(self, BEFORE_FIELD, NUMBER);
        code.trying(
                block -> {
                    block.aload(0).aload(ids).iload(count);
                    block.invokestatic(self, SPANS, spansType).istore(done);
                    restore(block, outer);
                },
                handlers ->
                        handlers.catchingAll(
                                block -> {
                                    restore(block, outer);
                                    block.athrow();
                                }));
        code.labelBinding(rest);
        rest(code, ids, count, done);
        code.aload(0).invokevirtual(self, "end", TO_VOID);
        code.labelBinding(idle).return_();
    }

    private void restore(CodeBuilder code, int outer) {
        code.aload(0).iload(outer).putfield(self, BEFORE_FIELD, NUMBER);
    }

    /** From index {@code done} on, by the method in force, which looks at presence. */
    private void rest(CodeBuilder code, int ids, int count, int done) {
        int entities = 5;
        if (loop.byEntity()) {
            // Asked for here too, as Artemis' own loop asks for it.
            code.aload(0).invokevirtual(self, "getEntities", MethodTypeDesc.of(BAG));
            code.invokevirtual(
                    BAG, "getData", MethodTypeDesc.of(ConstantDescs.CD_Object.arrayType()));
            code.astore(entities);
        }
        Label next = code.newLabel();
        Label over = code.newLabel();
        code.labelBinding(next);
        code.iload(done).iload(count).if_icmpge(over);
        code.aload(0);
        if (loop.byEntity()) {
            code.aload(entities).iload(done).aaload().checkcast(Names.ENTITY_DESC);
        } else {
            code.aload(ids).iload(done).iaload();
        }
        code.invokevirtual(self, "process", loop.process().methodTypeSymbol());
        code.iinc(done, 1).goto_(next);
        code.labelBinding(over);
    }

    private void decide(CodeBuilder code) {
        Label own = code.newLabel();
        Label not = code.newLabel();
        code.aload(0).aconst_null().putfield(self, LOSSES_FIELD, Names.LOSSES);
        for (int i = 0; i < loop.types().size(); i++) {
            code.aload(0).iconst_0();
            code.putfield(self, REQUIRES_FIELD + i, ConstantDescs.CD_boolean);
        }
        code.aload(0).aload(0).getfield(self, "world", WORLD);
        code.putfield(self, WORLD_FIELD, ConstantDescs.CD_Object);
        code.aload(0);
        code.aload(0).invokevirtual(self, "getClass", MethodTypeDesc.of(ConstantDescs.CD_Class));
        code.ldc(self).if_acmpeq(own);
        code.aload(0).ldc(self);
        code.invokestatic(
                Names.WOVEN_TURNS,
                "processes",
                MethodTypeDesc.of(ConstantDescs.CD_boolean, ENTITY_SYSTEM, ConstantDescs.CD_Class));
        code.ifeq(not);
        code.labelBinding(own);
        int index = 0;
        for (String each : loop.types()) {
            decide(code, index++, each);
        }
        code.labelBinding(not).return_();
    }

    /** Whether each entity has a component, so that its presence need not be looked at. */
    private void decide(CodeBuilder code, int index, String type) {
        int losses = 1;
        Label unsure = code.newLabel();
        code.aload(0).getfield(self, "world", WORLD);
        code.aload(0).getfield(self, "subscription", SUBSCRIPTION);
        code.iconst_1().anewarray(ConstantDescs.CD_Class);
        code.dup().iconst_0().ldc(Names.ofInternal(type)).aastore();
        code.invokestatic(
                Names.WOVEN_TURNS,
                "losses",
                MethodTypeDesc.of(Names.LOSSES, WORLD, SUBSCRIPTION, CLASSES));
        code.astore(losses);
        code.aload(losses).ifnull(unsure);
        code.aload(0).aload(losses).putfield(self, LOSSES_FIELD, Names.LOSSES);
        code.aload(0).iconst_1();
        code.putfield(self, REQUIRES_FIELD + index, ConstantDescs.CD_boolean);
        code.labelBinding(unsure);
    }

    /** Long spans by the loop over ids, what is between them one by one; how many were done. */
    private void spans(CodeBuilder code) {
        int ids = 1;
        int count = 2;
        int done = 3;
        int start = 4;
        Label next = code.newLabel();
        Label over = code.newLabel();
        code.iconst_0().istore(done);
        code.labelBinding(next);
        code.iload(done).iload(count).if_icmpge(over);
        unlessLost(code, over);
        code.aload(ids).iload(done).iload(count);
        code.invokestatic(Names.WOVEN_TURNS, "nextSpan", FIND).istore(start);
        code.aload(0).aload(ids).iload(done).iload(start);
        code.invokestatic(self, EACH, eachType).istore(done);
        code.iload(done).iload(start).if_icmpne(next);
        code.iload(start).iload(count).if_icmpge(next);
        unlessLost(code, over);
        code.iload(start);
        code.aload(0).aload(ids).iload(start).iaload();
        code.aload(ids).aload(ids).iload(start).iload(count);
        code.invokestatic(Names.WOVEN_TURNS, "endOfSpan", FIND);
        code.iconst_1().isub().iaload().iconst_1().iadd();
        code.invokestatic(self, SPAN, spanType);
        code.iadd().istore(done).goto_(next);
        code.labelBinding(over).iload(done).ireturn();
    }

    /** The entities from one id up to another; how many were done. */
    private void span(CodeBuilder code) {
        int from = 1;
        int to = 2;
        int entity = 3;
        Label next = code.newLabel();
        Label over = code.newLabel();
        code.iload(from).istore(entity);
        code.labelBinding(next);
        code.iload(entity).iload(to).if_icmpge(over);
        code.aload(0).iload(entity);
        process(code);
        code.iinc(entity, 1);
        unlessLost(code, over);
        code.goto_(next);
        code.labelBinding(over).iload(entity).iload(from).isub().ireturn();
    }

    /** The entities from one index up to another; the index behind the last that was done. */
    private void each(CodeBuilder code) {
        int index = 2;
        int to = 3;
        Label next = code.newLabel();
        Label over = code.newLabel();
        code.labelBinding(next);
        code.iload(index).iload(to).if_icmpge(over);
        code.aload(0).aload(1).iload(index).iaload();
        process(code);
        code.iinc(index, 1);
        unlessLost(code, over);
        code.goto_(next);
        code.labelBinding(over).iload(index).ireturn();
    }

    private void unlessLost(CodeBuilder code, Label lost) {
        compareLosses(code, self, 0);
        code.if_icmpne(lost);
    }

    /** The system and an id are on the stack. */
    private void process(CodeBuilder code) {
        if (loop.needsEntity()) {
            int id = 5;
            code.istore(id);
            code.aload(0).getfield(self, "world", WORLD).iload(id);
            code.invokevirtual(WORLD, "getEntity", MethodTypeDesc.of(Names.ENTITY_DESC, NUMBER));
        }
        code.invokestatic(self, copy, copyType);
    }
}
