package dev.mayfly.ecs.internal.snapshot;

import com.artemis.World;
import com.artemis.utils.BitVector;

import dev.mayfly.ecs.error.SnapshotFormatException;
import dev.mayfly.ecs.error.SnapshotSchemaException;
import dev.mayfly.ecs.internal.artemis.BitWords;
import dev.mayfly.ecs.internal.artemis.EntityBooks;
import dev.mayfly.ecs.internal.file.BoundedInput;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a snapshot file says of itself before its data: how much of everything there is, which
 * component types with which columns, and which types each composition number of the data stands
 * for. All lengths of the data follow from it.
 *
 * @param ids how many entity ids were handed out
 * @param queued how many of them wait to be handed out again
 * @param ticks how many ticks had ended
 * @param counted whether there is a generation for each id
 * @param types the component types, by which compositions number them
 * @param compositions the types of each composition; empty for those that no entity has
 * @param carried how many bytes there are of what the world carries from tick to tick beside
 *     components
 */
record SnapshotHeader(
        int ids,
        int queued,
        int ticks,
        boolean counted,
        List<Type> types,
        List<List<Integer>> compositions,
        int carried) {

    /** The longest array that every JVM makes. */
    private static final int MOST = Integer.MAX_VALUE - 64;

    private static final int MOST_COMPOSITIONS = 1 << 15;

    /**
     * A component type.
     *
     * @param name of its class
     * @param rows as many as there are ids, or as there are entities that have it
     * @param columns each as element type and name
     */
    record Type(String name, int rows, List<String> columns) {}

    static SnapshotHeader of(WorldImage image, int carried) {
        List<StoreImage> stores = image.heldStores();
        List<Integer> indices = new ArrayList<>();
        List<Type> types = new ArrayList<>();
        for (StoreImage store : stores) {
            indices.add(store.typeIndex());
            types.add(new Type(store.type().getName(), store.rows(), store.layout()));
        }
        EntityImage entities = image.entities;
        BitVector used = new BitVector();
        for (int id = 0; id < entities.ids; id++) {
            used.set(entities.identities[id]);
        }
        List<List<Integer>> compositions = new ArrayList<>();
        for (int i = 0; i < used.length(); i++) {
            compositions.add(
                    used.get(i) ? numbers(image.books().composition(i), indices) : List.of());
        }
        return new SnapshotHeader(
                entities.ids,
                entities.queued,
                entities.ticks,
                entities.counted,
                types,
                compositions,
                carried);
    }

    private static List<Integer> numbers(BitVector composition, List<Integer> indices) {
        List<Integer> numbers = new ArrayList<>();
        for (int type = composition.nextSetBit(0); type >= 0; ) {
            numbers.add(indices.indexOf(type));
            type = composition.nextSetBit(type + 1);
        }
        return numbers;
    }

    /** Whether each type has a row for each id, which is not said then. */
    boolean isOfAllRows() {
        return types.stream().allMatch(type -> type.rows() == ids);
    }

    byte[] encode() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeBoolean(ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN);
        out.writeInt(ids);
        out.writeInt(queued);
        out.writeInt(ticks);
        out.writeBoolean(counted);
        out.writeInt(types.size());
        for (Type type : types) {
            out.writeUTF(type.name());
            if (!isOfAllRows()) {
                out.writeInt(type.rows());
            }
            out.writeInt(type.columns().size());
            for (String column : type.columns()) {
                out.writeUTF(column);
            }
        }
        out.writeInt(compositions.size());
        for (List<Integer> composition : compositions) {
            out.writeInt(composition.size());
            for (int type : composition) {
                out.writeInt(type);
            }
        }
        out.writeInt(carried);
        return bytes.toByteArray();
    }

    /**
     * The header in these bytes, whose checksum was right.
     *
     * @param ofAllRows whether each type has a row for each id
     */
    static SnapshotHeader decode(byte[] bytes, boolean ofAllRows) {
        BoundedInput in = new BoundedInput("header", bytes);
        if (in.getFlag() != (ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN)) {
            throw new SnapshotFormatException(
                    "it was written on a machine of the other byte order; read it on one like it.");
        }
        int ids = in.getInt();
        int queued = in.getInt();
        int ticks = in.getInt();
        boolean counted = in.getFlag();
        List<Type> types = decodeTypes(in, ids, ofAllRows);
        List<List<Integer>> compositions = decodeCompositions(in, types.size());
        int carried = in.getInt();
        in.requireEnd();
        if (ids < 0 || ids > MOST || queued < 0 || queued > ids || carried < 0 || carried > MOST) {
            throw new SnapshotFormatException(
                    "it says that of "
                            + ids
                            + " ids "
                            + queued
                            + " are free, and that events and values take "
                            + carried
                            + " bytes.");
        }
        return new SnapshotHeader(ids, queued, ticks, counted, types, compositions, carried);
    }

    private static List<Type> decodeTypes(BoundedInput in, int ids, boolean ofAllRows) {
        List<Type> types = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int left = in.getCount("types", Short.BYTES + Integer.BYTES); left > 0; left--) {
            String name = in.getName();
            if (!seen.add(name)) {
                throw new SnapshotFormatException("it has the type " + name + " twice.");
            }
            int rows = ofAllRows ? ids : in.getInt();
            if (!ofAllRows && (rows < 0 || rows > ids)) {
                throw new SnapshotFormatException(
                        "it says that of " + ids + " ids " + rows + " have a row of " + name + ".");
            }
            List<String> columns = new ArrayList<>();
            for (int more = in.getCount("columns", Short.BYTES); more > 0; more--) {
                columns.add(in.getName());
            }
            types.add(new Type(name, rows, columns));
        }
        return types;
    }

    private static List<List<Integer>> decodeCompositions(BoundedInput in, int types) {
        List<List<Integer>> compositions = new ArrayList<>();
        int count = in.getCount("compositions", Integer.BYTES);
        for (int i = 0; i < count; i++) {
            List<Integer> composition = new ArrayList<>();
            BitSet seen = new BitSet();
            for (int more = in.getCount("types", Integer.BYTES); more > 0; more--) {
                int type = in.getInt();
                if (i == 0 || type < 0 || type >= types || seen.get(type)) {
                    throw new SnapshotFormatException(
                            "its composition " + i + " cannot have a type " + type + ".");
                }
                seen.set(type);
                composition.add(type);
            }
            compositions.add(composition);
        }
        return compositions;
    }

    /** How many bytes the data takes, with these images of the types. */
    long dataBytes(List<StoreImage> matched) {
        long perBit = (long) BitWords.count(ids) * Long.BYTES;
        long perId = Short.BYTES;
        if (counted) {
            perId += Integer.BYTES;
        }
        long rows = 0;
        for (int i = 0; i < matched.size(); i++) {
            rows += types.get(i).rows() * matched.get(i).bytesOfRow();
        }
        long bits = 3L + matched.size();
        return queued * (long) Integer.BYTES + ids * perId + rows + bits * perBit + carried;
    }

    /** For each type of this header the image in the world's, all of which must be there. */
    List<StoreImage> match(List<StoreImage> stores) {
        List<StoreImage> matched = new ArrayList<>();
        for (Type type : types) {
            StoreImage store =
                    stores.stream()
                            .filter(each -> each.type().getName().equals(type.name()))
                            .findFirst()
                            .orElseThrow(() -> unknown(type));
            if (!store.layout().equals(type.columns())) {
                throw new SnapshotSchemaException(
                        type.name()
                                + " has the columns "
                                + type.columns()
                                + " in the snapshot and "
                                + store.layout()
                                + " in the world.");
            }
            matched.add(store);
        }
        return matched;
    }

    private static SnapshotSchemaException unknown(Type type) {
        return new SnapshotSchemaException(
                "the world does not know the component type "
                        + type.name()
                        + ". If the program still has it, ask for its mapper before reading:"
                        + " world.getMapper(type).");
    }

    /** The world's number of each composition, made where the world has not met it. */
    short[] identities(World world, EntityBooks books, List<StoreImage> matched) {
        List<BitVector> wanted = new ArrayList<>();
        for (List<Integer> composition : compositions) {
            BitVector types = new BitVector();
            for (int number : composition) {
                types.set(matched.get(number).typeIndex());
            }
            wanted.add(types);
        }
        requireRoom(wanted, books);
        short[] identities = new short[compositions.size()];
        for (int i = 0; i < identities.length; i++) {
            identities[i] = (short) world.getComponentManager().compositionIdentity(wanted.get(i));
        }
        return identities;
    }

    /** Artemis numbers compositions with a short, and begins anew in silence behind the last. */
    private static void requireRoom(List<BitVector> wanted, EntityBooks books) {
        Set<BitVector> all = new HashSet<>(wanted);
        for (int i = 0; i < books.compositions(); i++) {
            all.add(books.composition(i));
        }
        if (all.size() > MOST_COMPOSITIONS) {
            throw new SnapshotSchemaException(
                    "with its combinations of component types the world would have "
                            + all.size()
                            + ", and Artemis has numbers for "
                            + MOST_COMPOSITIONS
                            + ". Read it into a new world.");
        }
    }
}
