package dev.mayfly.allocator;

import dev.mayfly.allocator.error.ExpiredException;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** One thread receives a parcel, another discards it. */
@JCStressTest
@Outcome(
        id = {"true, false", "false, true"},
        expect = Expect.ACCEPTABLE,
        desc = "One has it, the other is told.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Both have it, or nobody.")
@State
public class ParcelForOne {

    private static final FrameAllocator MEMORY = FrameAllocator.create();

    private final Parcel<Ints> parcel;

    /** Sends it. */
    public ParcelForOne() {
        FrameArena sender = MEMORY.arena();
        try (FrameScope _ = sender.begin()) {
            parcel = sender.send(sender.ints(16));
        }
    }

    @Actor
    public void receive(ZZ_Result result) {
        FrameArena receiver = MEMORY.arena();
        try (FrameScope _ = receiver.begin()) {
            result.r1 = receiver.receive(parcel).length() == 16;
        } catch (ExpiredException hadByOther) {
            result.r1 = false;
        }
    }

    @Actor
    public void discard(ZZ_Result result) {
        try {
            parcel.discard();
            result.r2 = true;
        } catch (ExpiredException hadByOther) {
            result.r2 = false;
        }
    }
}
