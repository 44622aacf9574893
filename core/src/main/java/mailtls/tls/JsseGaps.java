package mailtls.tls;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/**
 * The few things JSSE has no words for, or has them only in newer JDKs than 17: the exporter, the groups, session tickets. Each engine
 * is asked in its own words, found at run time, so that we compile with JSSE alone; what it has none for is absent, and never an error.
 */
final class JsseGaps {

    private static final String CONSCRYPT = "org.conscrypt";

    /** {@code ExtendedSSLSession.exportKeyingMaterialData}, JDK 25. */
    private static final Optional<MethodHandle> EXPORT = find(() -> MethodHandles.publicLookup()
            .findVirtual(
                    ExtendedSSLSession.class,
                    "exportKeyingMaterialData",
                    MethodType.methodType(byte[].class, String.class, byte[].class, int.class)));

    /** {@code SSLParameters.setNamedGroups}, JDK 20. */
    private static final Optional<MethodHandle> SET_GROUPS = find(() -> MethodHandles.publicLookup()
            .findVirtual(SSLParameters.class, "setNamedGroups", MethodType.methodType(void.class, String[].class)));

    private static final ClassValue<Optional<MethodHandle>> CONSCRYPT_EXPORT = conscrypt(
            "exportKeyingMaterial",
            MethodType.methodType(byte[].class, SSLEngine.class, String.class, byte[].class, int.class));

    private static final ClassValue<Optional<MethodHandle>> CONSCRYPT_TICKETS =
            conscrypt("setUseSessionTickets", MethodType.methodType(void.class, SSLEngine.class, boolean.class));

    private JsseGaps() {}

    /** Looks for something that may not be there. */
    private interface Finder {
        MethodHandle find() throws ReflectiveOperationException;
    }

    /** Returns keying material of the engine's session (RFC 8446 section 7.5); nothing if the engine has no exporter. */
    static Optional<byte[]> export(SSLEngine engine, String label, int length) {
        Optional<MethodHandle> conscrypt = CONSCRYPT_EXPORT.get(engine.getClass());
        try {
            if (conscrypt.isPresent()) {
                return Optional.of((byte[]) conscrypt.get().invoke(engine, label, new byte[0], length));
            }
            if (EXPORT.isPresent() && engine.getSession() instanceof ExtendedSSLSession session) {
                return Optional.of((byte[]) EXPORT.get().invoke(session, label, new byte[0], length));
            }
            return Optional.empty();
        } catch (SSLException | UnsupportedOperationException notThisSession) {
            return Optional.empty();
        } catch (Throwable impossible) {
            throw new IllegalStateException("the exporter failed", impossible);
        }
    }

    /**
     * Sets the key-exchange groups.
     *
     * @throws IllegalArgumentException if this JDK can't
     */
    static void setGroups(SSLParameters parameters, List<String> groups) {
        MethodHandle set = SET_GROUPS.orElseThrow(() ->
                new IllegalArgumentException("this JDK can't set the groups (20 and later can); leave them unset"));
        call(set, parameters, groups.toArray(String[]::new));
    }

    /** Lets clients resume sessions of TLS 1.3, for which Conscrypt wants to be asked; other engines do so by themselves. */
    static void offerTickets(SSLEngine engine) {
        CONSCRYPT_TICKETS.get(engine.getClass()).ifPresent(set -> call(set, engine, true));
    }

    /** Returns whether this is Conscrypt's; it goes its own way in more than words. */
    static boolean isConscrypt(SSLEngine engine) {
        return isConscrypt(engine.getClass());
    }

    private static boolean isConscrypt(Class<?> engine) {
        return engine.getPackageName().equals(CONSCRYPT);
    }

    /** Finds one of Conscrypt's own static methods, in the very Conscrypt that a class of engines is from. */
    private static ClassValue<Optional<MethodHandle>> conscrypt(String name, MethodType type) {
        return new ClassValue<>() {
            @Override
            protected Optional<MethodHandle> computeValue(Class<?> engine) {
                return isConscrypt(engine) ? JsseGaps.find(() -> lookUp(engine)) : Optional.empty();
            }

            private MethodHandle lookUp(Class<?> engine) throws ReflectiveOperationException {
                Class<?> words = Class.forName(CONSCRYPT + ".Conscrypt", true, engine.getClassLoader());
                return MethodHandles.publicLookup().findStatic(words, name, type);
            }
        };
    }

    private static Optional<MethodHandle> find(Finder finder) {
        try {
            return Optional.of(finder.find());
        } catch (ReflectiveOperationException notThere) {
            return Optional.empty();
        }
    }

    private static void call(MethodHandle method, Object... arguments) {
        try {
            method.invokeWithArguments(arguments);
        } catch (RuntimeException | Error unusable) {
            throw unusable;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
