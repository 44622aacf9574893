package mailtls.mina;

import java.util.Optional;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.future.WriteFuture;
import org.apache.mina.core.write.WriteRequest;

/** Records on their way, and the plain write they carry the end of, if they carry one. */
final class Sealed extends Outgoing {

    private final Optional<WriteRequest> plain;

    private Sealed(IoBuffer records, WriteFuture future, Optional<WriteRequest> plain) {
        super(records, future);
        this.plain = plain;
    }

    /** Makes records of what somebody has written; its future is theirs. */
    static Sealed of(WriteRequest plain, IoBuffer records) {
        return new Sealed(records, plain.getFuture(), Optional.of(plain));
    }

    /** Makes records of what TLS has to say itself. */
    static Sealed own(IoBuffer records, WriteFuture future) {
        return new Sealed(records, future, Optional.empty());
    }

    /** Returns what was written. */
    Optional<WriteRequest> plain() {
        return plain;
    }
}
