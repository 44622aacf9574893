package mailtls.imap;

import java.util.List;

/** What a program can read of a status reply, in brackets in front of the words for people (RFC 9051 section 7.1). */
record ResponseCode(String text) {

    static final ResponseCode ALREADYEXISTS = new ResponseCode("ALREADYEXISTS");
    static final ResponseCode AUTHENTICATIONFAILED = new ResponseCode("AUTHENTICATIONFAILED");
    static final ResponseCode BADCHARSET = new ResponseCode("BADCHARSET (US-ASCII UTF-8)");
    static final ResponseCode CANNOT = new ResponseCode("CANNOT");
    static final ResponseCode CLOSED = new ResponseCode("CLOSED");
    static final ResponseCode LIMIT = new ResponseCode("LIMIT");
    static final ResponseCode NONEXISTENT = new ResponseCode("NONEXISTENT");
    static final ResponseCode OVERQUOTA = new ResponseCode("OVERQUOTA");
    static final ResponseCode PRIVACYREQUIRED = new ResponseCode("PRIVACYREQUIRED");
    static final ResponseCode READ_ONLY = new ResponseCode("READ-ONLY");
    static final ResponseCode READ_WRITE = new ResponseCode("READ-WRITE");
    static final ResponseCode TOOBIG = new ResponseCode("TOOBIG");
    static final ResponseCode TRYCREATE = new ResponseCode("TRYCREATE");
    static final ResponseCode UNAVAILABLE = new ResponseCode("UNAVAILABLE");

    static ResponseCode capability(List<String> capabilities) {
        return new ResponseCode("CAPABILITY " + String.join(" ", capabilities));
    }

    static ResponseCode uidValidity(long value) {
        return new ResponseCode("UIDVALIDITY " + value);
    }

    static ResponseCode uidNext(long value) {
        return new ResponseCode("UIDNEXT " + value);
    }

    static ResponseCode permanentFlags(List<String> flags) {
        return new ResponseCode("PERMANENTFLAGS (" + String.join(" ", flags) + ")");
    }

    /** Tells which UID an appended message got (RFC 4315 section 3). */
    static ResponseCode appendUid(long uidValidity, long uid) {
        return new ResponseCode("APPENDUID " + uidValidity + " " + uid);
    }

    /** Tells which UIDs copies got (RFC 4315 section 3). */
    static ResponseCode copyUid(long uidValidity, List<Long> from, List<Long> to) {
        return new ResponseCode("COPYUID " + uidValidity + " " + SequenceSet.print(from) + " " + SequenceSet.print(to));
    }
}
