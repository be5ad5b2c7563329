package dev.mayfly.ecs.internal.access;

import dev.mayfly.ecs.error.UndeclaredWriteException;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/*
 * What is copied is a list of objects and a tape of what each of them held, one after the other. The
 * objects that were shown come first; then, level by level, those that they lead to. Each is met on
 * the shortest way that leads to it, and once, so circles and shared objects do no harm. Comparing
 * goes through the list and reads each object again: no way has to be found anew, as all that was
 * reached is in the list, and the first thing to change is a value of something in it.
 */
/** What components, values and events held before a turn, and what the objects in them held. */
public final class ObjectsCopy {

    /** How many references away from a component an object may be to be looked into. */
    private static final int LEVELS = 4;

    private final Predicate<Class<?>> outside;
    private final List<Node> nodes = new ArrayList<>();
    private final List<@Nullable Object> tape = new ArrayList<>();
    private final Set<Object> met = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<@Nullable Object> now = new ArrayList<>();

    /**
     * An object that is looked into.
     *
     * @param holder what holds it; null if it was shown
     * @param place where in its holder; else the number of the entity or event
     * @param start where on the tape it begins
     */
    private record Node(
            Object object,
            Contents contents,
            @Nullable Node holder,
            int place,
            boolean event,
            int start) {}

    /**
     * A copy of nothing.
     *
     * @param outside holds for classes whose objects are pointed at and are no part of what does
     */
    ObjectsCopy(Predicate<Class<?>> outside) {
        this.outside = outside;
    }

    void clear() {
        nodes.clear();
        tape.clear();
        met.clear();
    }

    /**
     * Shows an object of a type that the turn may write: it is left out, also where others hold it.
     */
    public void leaveOut(Object object) {
        met.add(object);
    }

    /** Shows a component or value of an entity. */
    public void add(Object component, int entity) {
        addShown(component, entity, false);
    }

    /** Shows an event. */
    public void addEvent(Object event, int index) {
        addShown(event, index, true);
    }

    private void addShown(Object object, int place, boolean event) {
        if (met.add(object)) {
            add(
                    new Node(
                            object,
                            FieldContents.of(object.getClass()),
                            null,
                            place,
                            event,
                            tape.size()));
        }
    }

    private void add(Node node) {
        nodes.add(node);
        node.contents().read(node.object(), tape);
    }

    /** Adds what the objects lead to, once all are shown. */
    void follow() {
        for (int level = 0, from = 0; level < LEVELS; level++) {
            int to = nodes.size();
            for (int i = from; i < to; i++) {
                follow(nodes.get(i), i + 1 < nodes.size() ? nodes.get(i + 1).start() : tape.size());
            }
            from = to;
        }
    }

    private void follow(Node node, int end) {
        for (int i = node.start(); i < end; i++) {
            Object held = tape.get(i);
            Contents contents =
                    held == null || node.contents() == Contents.Primitives.ALL
                            ? null
                            : Contents.of(held, outside);
            if (held != null && contents != null && met.add(held)) {
                add(new Node(held, contents, node, i - node.start(), false, tape.size()));
            }
        }
    }

    /** Throws if one of the objects does not hold what it held. */
    void compare(Authors authors) {
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            int end = i + 1 < nodes.size() ? nodes.get(i + 1).start() : tape.size();
            now.clear();
            node.contents().read(node.object(), now);
            Contents.Change change =
                    node.contents().difference(tape.subList(node.start(), end), now);
            if (change != null) {
                throw changed(authors, node, change);
            }
        }
        now.clear();
    }

    private static UndeclaredWriteException changed(
            Authors authors, Node node, Contents.Change change) {
        StringBuilder path = new StringBuilder(change.place());
        Node at = node;
        for (Node holder = at.holder(); holder != null; holder = at.holder()) {
            path.insert(0, holder.contents().place(at.place()));
            at = holder;
        }
        Class<?> type = at.object().getClass();
        return authors.changed(
                type,
                "changed "
                        + type.getSimpleName()
                        + path
                        + (at.event() ? " of event " : " of entity ")
                        + at.place()
                        + " from "
                        + change.before()
                        + " to "
                        + change.after());
    }
}
