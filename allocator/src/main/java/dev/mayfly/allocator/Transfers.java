package dev.mayfly.allocator;

import dev.mayfly.allocator.internal.Safety;
import dev.mayfly.allocator.internal.chunk.Chunk;
import dev.mayfly.allocator.internal.chunk.ChunkStore;
import dev.mayfly.allocator.internal.ledger.Charge;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.Objects;

/**
 * What leaves the frame of an arena, and what comes into it from another one; {@link FrameArena}
 * says what that means to users.
 *
 * <p>How it works: a buffer is an array of its own, so what moves is a reference. A promoted one
 * leaves a hole in its size class, which the next to be handed out from there fills. A sent one
 * trades storage with a spare of the same class, so that its handle can expire at once and keep a
 * storage to be recycled with; the receiver leaves the spare that its own place held.
 */
final class Transfers {

    private final OpenFrame frame;
    private final Backing backing;

    private final Map<RackType, BufferRack> racks;

    Transfers(OpenFrame frame, Backing backing, Map<RackType, BufferRack> racks) {
        this.frame = frame;
        this.backing = backing;
        this.racks = racks;
    }

    <T extends BufferHandle> Promotion<T> promote(T thing) {
        SizeClass from = requireHandedOut(thing, "promoted");
        int place = from.placeOf(thing);
        int elementBytes = from.type.elementBytes;
        long bytes =
                thing.capacity == from.capacity ? from.bytes : (long) thing.capacity * elementBytes;
        @Nullable Charge charge =
                frame.scopes.moveOut(from, place, bytes, thing, "promoted " + thing.title());
        Promotion<T> promoted =
                new Promotion<>(
                        backing.promotions,
                        thing,
                        thing.title(),
                        (long) thing.capacity * thing.elementBytes(),
                        frame.identity.describe(),
                        () -> backing.transit.reuse(from.type, thing),
                        charge);
        from.stack[place] = null;
        thing.belongTo(new PromotionOrigin(thing.origin, elementBytes, charge));
        return promoted;
    }

    Promotion<MemorySegment> promote(MemorySegment slice) {
        if (!slice.scope().isAlive()) {
            throw ArenaErrors.sliceEnded(frame.identity);
        }
        if (!slice.isAccessibleBy(Thread.currentThread())) {
            throw ArenaErrors.sliceOfAnother(frame.identity);
        }
        long size = slice.byteSize();
        long alignment = slice.isNative() ? Chunk.ALIGNMENT : Chunk.LEAST_ALIGNMENT;
        ChunkStore lasting = backing.ofAllocator().chunks;
        Chunk own = lasting.takeNew(Math.max(size, 1), alignment);
        MemorySegment copy = own.segment().asSlice(0, size).copyFrom(slice);
        @Nullable Charge charge;
        try {
            charge = frame.scopes.leases.chargeCopy(size, copy, "promoted slice");
        } catch (Throwable refusal) {
            lasting.giveToSource(own);
            throw refusal;
        }
        return new Promotion<>(
                backing.promotions,
                copy,
                "a native slice",
                size,
                frame.identity.describe(),
                () -> lasting.giveToSource(own),
                charge);
    }

    <T extends BufferHandle> Parcel<T> send(T thing) {
        SizeClass from = requireHandedOut(thing, "sent");
        int place = from.placeOf(thing);
        Parcel<T> parcel = parcelFor(from);
        if (Safety.CHECKED) {
            thing.endSegments();
        }
        parcel.fill(thing, backing.transit, frame.identity);
        if (Safety.PARANOID) {
            from.stack[place] = null;
        } else if (Safety.CHECKED) {
            from.stack[place] = thing.renewed();
        }
        thing.expire();
        return parcel;
    }

    @SuppressWarnings("unchecked") // racks of a type make one class
    private <T extends BufferHandle> Parcel<T> parcelFor(SizeClass sizeClass) {
        Parcel<?> spare = backing.surplus.takeParcel(sizeClass.type, sizeClass.index);
        return (Parcel<T>)
                (spare != null
                        ? spare
                        : new Parcel<>(sizeClass.type, rackOf(sizeClass.type).make(sizeClass)));
    }

    <T extends BufferHandle> T receive(Parcel<T> parcel) {
        frame.require("what is in a parcel");
        if (!parcel.isOnItsWay()) {
            throw ArenaErrors.receivedTwice(frame.identity);
        }
        T content = parcel.content;
        BufferRack rack = rackOf(parcel.type);
        SizeClass into = rack.provideClass(content.sizeClass);
        long bytes = (long) parcel.capacity * rack.type.elementBytes;
        frame.requireRoom(bytes, rack, parcel.length);
        into.makeRoom(1);
        if (!parcel.claim()) {
            throw ArenaErrors.receivedTwice(frame.identity);
        }
        content.belongTo(rack);
        content.length = parcel.length;
        content.capacity = parcel.capacity;
        if (content instanceof FrameCollection growing) {
            growing.depth = frame.scopes.depth;
        }
        BufferHandle displaced = into.stack[into.next];
        into.stack[into.next] = content;
        frame.noteTake(into);
        into.next++;
        frame.slices.charge(bytes);
        if (displaced != null) {
            backing.surplus.give(parcel.around(displaced));
        }
        return content;
    }

    private BufferRack rackOf(RackType type) {
        return Objects.requireNonNull(racks.get(type));
    }

    @SuppressWarnings("ReferenceEquality") // that very rack
    private SizeClass requireHandedOut(BufferHandle thing, String verb) {
        frame.require("what is to leave the frame");
        thing.requireLive();
        if (thing.origin instanceof BufferRack rack && racks.get(rack.type) == rack) {
            SizeClass from = rack.provideClass(thing.sizeClass);
            if (from.placeOf(thing) >= 0) {
                return from;
            }
        }
        throw ArenaErrors.notInFrame(frame.identity, thing.title(), verb);
    }
}
