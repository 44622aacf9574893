package mailtls.conformance.bench;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import mailtls.conformance.bench.Failure.Kind;

/** Carries the reason from where a session fails to where it is counted; it goes no further than {@link Session}. */
final class Failed extends Exception {

    private static final long serialVersionUID = 1;

    private final Kind kind;

    Failed(Kind kind, String detail) {
        super(detail, null, false, false); // thousands of them may come, and nobody looks at a stack
        this.kind = kind;
    }

    /** Returns what a fault of the connection comes to. */
    static Failed of(IOException fault) {
        String message = String.valueOf(fault.getMessage());
        if (fault instanceof SSLException) {
            return ofTls(fault, message);
        }
        if (fault instanceof SocketTimeoutException) {
            return new Failed(Kind.TIMEOUT, "");
        }
        if (fault instanceof ConnectException) {
            return new Failed(message.contains("refused") ? Kind.REFUSED : Kind.UNREACHABLE, message);
        }
        boolean reset = fault instanceof SocketException
                && (message.contains("reset") || message.contains("Broken pipe") || message.contains("abort"));
        return new Failed(reset ? Kind.RESET : Kind.UNREACHABLE, message);
    }

    private static Failed ofTls(IOException fault, String message) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException untrusted) {
                return new Failed(Kind.UNTRUSTED, String.valueOf(untrusted.getMessage()));
            }
        }
        boolean alert = message.contains("fatal alert") || message.contains("_ALERT_");
        return new Failed(alert ? Kind.ALERT : Kind.TLS, message);
    }

    /** Returns it with the phase that it happened in. */
    Failure in(Phase phase) {
        return new Failure(phase, kind, String.valueOf(getMessage()));
    }
}
