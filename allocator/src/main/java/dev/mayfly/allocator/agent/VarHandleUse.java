package dev.mayfly.allocator.agent;

import dev.mayfly.allocator.internal.lateuse.CheckSites;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.constantpool.MethodRefEntry;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.VarHandle;
import java.util.function.Predicate;

/**
 * Accesses to fields through a {@link VarHandle}. The object lies below the other arguments on the
 * stack, where a check cannot get at it; so the call is replaced by one that checks and then makes
 * it ({@link CheckSites#linkVarHandle}).
 */
final class VarHandleUse {

    private static final String VAR_HANDLE = "java/lang/invoke/VarHandle";

    private static final DirectMethodHandleDesc BOOTSTRAP =
            ConstantDescs.ofCallsiteBootstrap(
                    ClassDesc.of(CheckSites.class.getName()),
                    "linkVarHandle",
                    ConstantDescs.CD_CallSite,
                    ConstantDescs.CD_String);

    private VarHandleUse() {}

    /** Whether a method is one that accesses what a handle leads to. */
    static boolean isOf(MethodRefEntry method) {
        return method.owner().asInternalName().equals(VAR_HANDLE)
                && isAccess(method.name().stringValue());
    }

    private static boolean isAccess(String method) {
        for (VarHandle.AccessMode mode : VarHandle.AccessMode.values()) {
            if (mode.methodName().equals(method)) {
                return true;
            }
        }
        return false;
    }

    /** Replaces a call if it may access a field of a class that {@code owners} holds for. */
    static boolean replace(CodeBuilder code, InvokeInstruction call, Predicate<String> owners) {
        if (call.opcode() != Opcode.INVOKEVIRTUAL
                || !(call.method() instanceof MethodRefEntry method)
                || !isOf(method)) {
            return false;
        }
        MethodTypeDesc type = call.typeSymbol();
        if (type.parameterCount() == 0 || !type.parameterType(0).isClassOrInterface()) {
            return false;
        }
        String descriptor = type.parameterType(0).descriptorString();
        String owner = descriptor.substring(1, descriptor.length() - 1);
        if (!owners.test(owner)) {
            return false;
        }
        code.invokedynamic(
                DynamicCallSiteDesc.of(
                        BOOTSTRAP,
                        call.name().stringValue(),
                        type.insertParameterTypes(0, ConstantDescs.CD_VarHandle),
                        owner));
        return true;
    }
}
