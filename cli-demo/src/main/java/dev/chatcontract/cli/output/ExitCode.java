package dev.chatcontract.cli.output;

/** The exit codes of the process, which are part of the documented interface. */
public final class ExitCode {
  public static final int OK = 0;

  /** The server answered with an error of the API. */
  public static final int API = 1;

  /** The command line, a file it names, or a setting is wrong; nothing was sent. */
  public static final int USAGE = 2;

  /** No usable answer: connection, deadline, HTTP status, or an undecodable body. */
  public static final int TRANSPORT = 3;

  /** A contract tool or the conformance suite found something. */
  public static final int FINDING = 4;

  /** A fault of chatctl itself, as in sysexits.h. */
  public static final int INTERNAL = 70;

  /** Results, failures or a journal could not be written, as in sysexits.h. */
  public static final int OUTPUT = 74;

  /** Another run is using the same files, as in sysexits.h: try again later. */
  public static final int BUSY = 75;

  /** The reader of standard output is gone; as shells report it, 128 + SIGPIPE. */
  public static final int PIPE = 141;

  /** Stopped by Ctrl-C; as shells report it, 128 + SIGINT. */
  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}
