package mailtls.imap;

import static mailtls.imap.ImapSession.guest;
import static mailtls.imap.ImapSession.open;
import static mailtls.imap.ImapSession.user;
import static mailtls.imap.ImapState.AUTHENTICATED;
import static mailtls.imap.ImapState.LOGOUT;
import static mailtls.imap.ImapState.NOT_AUTHENTICATED;
import static mailtls.imap.ImapState.SELECTED;
import static mailtls.imap.ImapState.UPGRADING;
import static mailtls.machine.Over.CLEARTEXT;
import static mailtls.machine.Over.EITHER;
import static mailtls.machine.Over.TLS;
import static mailtls.machine.Transitions.row;
import static mailtls.machine.Transitions.stay;

import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import mailtls.imap.ImapCommand.Append;
import mailtls.imap.ImapCommand.AuthPlaintext;
import mailtls.imap.ImapCommand.AuthWithPassword;
import mailtls.imap.ImapCommand.Authenticate;
import mailtls.imap.ImapCommand.Capability;
import mailtls.imap.ImapCommand.Check;
import mailtls.imap.ImapCommand.Close;
import mailtls.imap.ImapCommand.Copy;
import mailtls.imap.ImapCommand.Create;
import mailtls.imap.ImapCommand.Delete;
import mailtls.imap.ImapCommand.Enable;
import mailtls.imap.ImapCommand.Examine;
import mailtls.imap.ImapCommand.Expunge;
import mailtls.imap.ImapCommand.Fetch;
import mailtls.imap.ImapCommand.Id;
import mailtls.imap.ImapCommand.Idle;
import mailtls.imap.ImapCommand.ListMailboxes;
import mailtls.imap.ImapCommand.Login;
import mailtls.imap.ImapCommand.Logout;
import mailtls.imap.ImapCommand.Lsub;
import mailtls.imap.ImapCommand.Move;
import mailtls.imap.ImapCommand.Namespace;
import mailtls.imap.ImapCommand.Noop;
import mailtls.imap.ImapCommand.Rename;
import mailtls.imap.ImapCommand.Search;
import mailtls.imap.ImapCommand.Select;
import mailtls.imap.ImapCommand.StartTls;
import mailtls.imap.ImapCommand.Status;
import mailtls.imap.ImapCommand.Store;
import mailtls.imap.ImapCommand.Subscribe;
import mailtls.imap.ImapCommand.Unselect;
import mailtls.imap.ImapCommand.Unsubscribe;
import mailtls.machine.Transitions;
import mailtls.tls.ListenerPolicy;

/**
 * Which command an IMAP server takes in which state, over which channel, and where it leads
 * (RFC 9051 sections 3 and 6).
 */
final class ImapTable {

    private static final Set<ImapState> ANY = EnumSet.allOf(ImapState.class);

    /** Whoever has not logged in. */
    private static final ImapState GUEST = NOT_AUTHENTICATED;

    /** Whoever has logged in. */
    private static final Set<ImapState> USER = EnumSet.of(AUTHENTICATED, SELECTED);

    // spotless:off

    /** STARTTLS for whoever wants it, and no password without TLS. */
    static final Transitions<ImapState, ImapSession> OFFERED = Transitions.of(
      //   in        command                 over       answered by                   then           source
      stay(ANY,      Capability.class,       EITHER,    ImapSession::capability,                     "RFC 9051 6.1.1"),
      stay(ANY,      Noop.class,             EITHER,    ImapSession::noop,                           "RFC 9051 6.1.2"),
      stay(ANY,      Id.class,               EITHER,    ImapSession::id,                             "RFC 2971 3.1"),
      row( ANY,      Logout.class,           EITHER,    ImapSession::logout,          LOGOUT,        "RFC 9051 6.1.3"),

      row( GUEST,    StartTls.class,         CLEARTEXT, ImapSession::startTls,        UPGRADING,     "RFC 9051 6.2.1"),
      row( GUEST,    Authenticate.class,     EITHER,    guest(Logins::authenticate),  AUTHENTICATED, "RFC 9051 6.2.2"),
      row( GUEST,    AuthPlaintext.class,    TLS,       guest(Logins::plaintext),     AUTHENTICATED, "RFC 9051 6.2.2"),
      row( GUEST,    AuthWithPassword.class, TLS,       guest(Logins::withPassword),  AUTHENTICATED, "RFC 4959 3"),
      row( GUEST,    Login.class,            TLS,       guest(Logins::login),         AUTHENTICATED, "RFC 9051 6.2.3"),

      stay(USER,     Enable.class,           EITHER,    ImapSession::enable,                         "RFC 9051 6.3.1"),
      row( USER,     Select.class,           EITHER,    ImapSession::select,          SELECTED,      "RFC 9051 6.3.2")
          .otherwise(AUTHENTICATED),
      row( USER,     Examine.class,          EITHER,    ImapSession::examine,         SELECTED,      "RFC 9051 6.3.3")
          .otherwise(AUTHENTICATED),
      stay(USER,     Create.class,           EITHER,    user(Mailboxes::create),                     "RFC 9051 6.3.4"),
      stay(USER,     Delete.class,           EITHER,    user(Mailboxes::delete),                     "RFC 9051 6.3.5"),
      stay(USER,     Rename.class,           EITHER,    user(Mailboxes::rename),                     "RFC 9051 6.3.6"),
      stay(USER,     Subscribe.class,        EITHER,    user(Mailboxes::subscribe),                  "RFC 9051 6.3.7"),
      stay(USER,     Unsubscribe.class,      EITHER,    user(Mailboxes::unsubscribe),                "RFC 9051 6.3.8"),
      stay(USER,     ListMailboxes.class,    EITHER,    user(Mailboxes::list),                       "RFC 9051 6.3.9"),
      stay(USER,     Lsub.class,             EITHER,    user(Mailboxes::lsub),                       "RFC 3501 6.3.9"),
      stay(USER,     Namespace.class,        EITHER,    user(Mailboxes::namespace),                  "RFC 9051 6.3.10"),
      stay(USER,     Status.class,           EITHER,    user(Mailboxes::status),                     "RFC 9051 6.3.11"),
      stay(USER,     Append.class,           EITHER,    user(Mailboxes::append),                     "RFC 9051 6.3.12"),
      stay(USER,     Idle.class,             EITHER,    ImapSession::idle,                           "RFC 9051 6.3.13"),

      stay(SELECTED, Check.class,            EITHER,    ImapSession::check,                          "RFC 3501 6.4.1"),
      row( SELECTED, Close.class,            EITHER,    ImapSession::close,           AUTHENTICATED, "RFC 9051 6.4.1"),
      row( SELECTED, Unselect.class,         EITHER,    ImapSession::unselect,        AUTHENTICATED, "RFC 9051 6.4.2"),
      stay(SELECTED, Expunge.class,          EITHER,    open(Messages::expunge),                     "RFC 9051 6.4.3"),
      stay(SELECTED, Search.class,           EITHER,    open(Messages::search),                      "RFC 9051 6.4.4"),
      stay(SELECTED, Fetch.class,            EITHER,    open(Messages::fetch),                       "RFC 9051 6.4.5"),
      stay(SELECTED, Store.class,            EITHER,    open(Messages::store),                       "RFC 9051 6.4.6"),
      stay(SELECTED, Copy.class,             EITHER,    open(Messages::copy),                        "RFC 9051 6.4.7"),
      stay(SELECTED, Move.class,             EITHER,    open(Messages::move),                        "RFC 9051 6.4.8"));

    // spotless:on

    /** No log-in of any kind without TLS. */
    static final Transitions<ImapState, ImapSession> REQUIRED = OFFERED.over(TLS, Authenticate.class);

    /** No TLS, so no password either. */
    static final Transitions<ImapState, ImapSession> CLEARTEXT_ONLY = OFFERED.without(StartTls.class);

    private static final Map<ListenerPolicy.Tls, Transitions<ImapState, ImapSession>> TABLES = Map.of(
            ListenerPolicy.Tls.CLEARTEXT_ONLY, CLEARTEXT_ONLY,
            ListenerPolicy.Tls.STARTTLS_OFFERED, OFFERED,
            ListenerPolicy.Tls.STARTTLS_REQUIRED, REQUIRED,
            ListenerPolicy.Tls.IMPLICIT, OFFERED);

    private ImapTable() {}

    /** Returns the table of a listener. */
    static Transitions<ImapState, ImapSession> of(ListenerPolicy policy) {
        Transitions<ImapState, ImapSession> table = Objects.requireNonNull(TABLES.get(policy.tls()));
        return policy.takesPasswordsInClear() ? withPasswordsInClear(table) : table;
    }

    /** Passwords for anybody on the way to read: only if the owner says so. */
    static Transitions<ImapState, ImapSession> withPasswordsInClear(Transitions<ImapState, ImapSession> table) {
        return table.over(EITHER, Login.class, AuthPlaintext.class, AuthWithPassword.class);
    }
}
