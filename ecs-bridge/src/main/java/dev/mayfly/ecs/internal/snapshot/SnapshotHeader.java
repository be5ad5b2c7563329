package dev.mayfly.ecs.internal.snapshot;

import com.artemis.World;
import com.artemis.utils.BitVector;

import dev.mayfly.ecs.error.SnapshotFormatException;
import dev.mayfly.ecs.error.SnapshotSchemaException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

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

    /** A component type: its class name, and its columns as element type and name. */
    record Type(String name, List<String> columns) {}

    static SnapshotHeader of(WorldImage image, int carried) {
        List<StoreImage> stores = image.stores();
        List<Integer> indices = new ArrayList<>();
        List<Type> types = new ArrayList<>();
        for (StoreImage store : stores) {
            indices.add(store.typeIndex());
            types.add(new Type(store.type().getName(), store.layout()));
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

    /** The header in these bytes, whose checksum was right. */
    static SnapshotHeader decode(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        if (in.readBoolean() != (ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN)) {
            throw new SnapshotFormatException(
                    "it was written on a machine of the other byte order; read it on one like it.");
        }
        int ids = in.readInt();
        int queued = in.readInt();
        int ticks = in.readInt();
        boolean counted = in.readBoolean();
        List<Type> types = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            String name = in.readUTF();
            List<String> columns = new ArrayList<>();
            for (int more = in.readInt(); more > 0; more--) {
                columns.add(in.readUTF());
            }
            types.add(new Type(name, columns));
        }
        List<List<Integer>> compositions = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            List<Integer> composition = new ArrayList<>();
            for (int more = in.readInt(); more > 0; more--) {
                composition.add(in.readInt());
            }
            compositions.add(composition);
        }
        return new SnapshotHeader(ids, queued, ticks, counted, types, compositions, in.readInt());
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
    short[] identities(World world, List<StoreImage> matched) {
        short[] identities = new short[compositions.size()];
        for (int i = 0; i < identities.length; i++) {
            BitVector types = new BitVector();
            for (int number : compositions.get(i)) {
                types.set(matched.get(number).typeIndex());
            }
            identities[i] = (short) world.getComponentManager().compositionIdentity(types);
        }
        return identities;
    }
}
