/* bcryptprimitives.dll, for Rust programs under Wine. Never to be shipped.
 *
 * Every Rust program asks for this library, and Wine before 8.13 has none. It is loaded before the program's first
 * line, so that the program under test stays byte for byte what it is, and its console can be looked at from here:
 *
 *   always              ProcessPrng
 *   SHIM_OUTPUT=<file>  what is written to the console goes to this file as UTF-8: Wine's console takes escape
 *                       sequences and prints them as characters
 *   SHIM_REFUSE=codes   the console takes no escape sequences, as old ones and "Use legacy console"
 *   SHIM_REFUSE=modes   it takes no change of its modes, as Git Bash, where there is no console
 *   SHIM_MODES=<file>   changes of the console's modes are noted here
 *   SHIM_INPUT=<file>   lines for the console's queue of input:
 *                         k <virtual key> <scan code> <character> <held keys> <down>  (hexadecimal)
 *                         r <columns> <rows>                                          (decimal)
 */
#include <stdio.h>
#include <string.h>
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID, ULONG);

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE bytes, SIZE_T count)
{
    return SystemFunction036(bytes, (ULONG)count);
}

static HANDLE output = INVALID_HANDLE_VALUE, modes = INVALID_HANDLE_VALUE;
static WCHAR refuse;

static HANDLE open_named(const WCHAR *variable, DWORD access)
{
    WCHAR path[1024];
    DWORD length = GetEnvironmentVariableW(variable, path, 1024);
    if (!length || length >= 1024) return INVALID_HANDLE_VALUE;
    return CreateFileW(path, access, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL, OPEN_ALWAYS, 0, NULL);
}

static HANDLE console(const WCHAR *name)
{
    return CreateFileW(name, GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL, OPEN_EXISTING, 0, NULL);
}

static BOOL WINAPI write_console(HANDLE to, const VOID *text, DWORD length, LPDWORD written, LPVOID reserved)
{
    const WCHAR *units = text;
    char bytes[4096];
    DWORD at = 0, count;
    (void)to, (void)reserved;
    while (at < length) {
        DWORD take = length - at > 1024 ? 1024 : length - at;
        if (take > 1 && at + take < length && IS_HIGH_SURROGATE(units[at + take - 1])) take--;
        count = WideCharToMultiByte(CP_UTF8, 0, units + at, take, bytes, sizeof bytes, NULL, NULL);
        WriteFile(output, bytes, count, &count, NULL);
        at += take;
    }
    if (written) *written = length;
    return TRUE;
}

static BOOL WINAPI set_mode(HANDLE of, DWORD mode)
{
    CONSOLE_SCREEN_BUFFER_INFO info;
    BOOL is_output = GetConsoleScreenBufferInfo(of, &info);
    DWORD before = 0, length;
    char line[100];
    GetConsoleMode(of, &before);
    if (refuse == 'm' || (refuse == 'c' && is_output && mode & ENABLE_VIRTUAL_TERMINAL_PROCESSING)) {
        SetLastError(ERROR_INVALID_PARAMETER);
        return FALSE;
    }
    if (!SetConsoleMode(of, mode)) return FALSE;
    length = snprintf(line, sizeof line, "%s mode %#x -> %#x\n", is_output ? "out" : "in", (unsigned)before, (unsigned)mode);
    if (modes != INVALID_HANDLE_VALUE) WriteFile(modes, line, length, &length, NULL);
    return TRUE;
}

/* Has the program call ours wherever it would call the system's. */
static void replace(const char *name, void *with)
{
    BYTE *base = (BYTE *)GetModuleHandleW(NULL);
    IMAGE_NT_HEADERS *headers = (void *)(base + ((IMAGE_DOS_HEADER *)base)->e_lfanew);
    DWORD imports = headers->OptionalHeader.DataDirectory[IMAGE_DIRECTORY_ENTRY_IMPORT].VirtualAddress;
    IMAGE_IMPORT_DESCRIPTOR *library = (void *)(base + imports);
    for (; imports && library->Name; library++) {
        DWORD first = library->OriginalFirstThunk ? library->OriginalFirstThunk : library->FirstThunk;
        IMAGE_THUNK_DATA *import = (void *)(base + first), *address = (void *)(base + library->FirstThunk);
        for (; import->u1.AddressOfData; import++, address++) {
            DWORD protection;
            if (import->u1.Ordinal & IMAGE_ORDINAL_FLAG) continue;
            if (strcmp(((IMAGE_IMPORT_BY_NAME *)(base + import->u1.AddressOfData))->Name, name)) continue;
            VirtualProtect(&address->u1.Function, sizeof(void *), PAGE_READWRITE, &protection);
            address->u1.Function = (ULONG_PTR)with;
            VirtualProtect(&address->u1.Function, sizeof(void *), protection, &protection);
        }
    }
}

static void resize(short columns, short rows, INPUT_RECORD *record)
{
    HANDLE screen = console(L"CONOUT$");
    SMALL_RECT least = {0, 0, 0, 0}, window = {0, 0, columns - 1, rows - 1};
    COORD size = {columns, rows};
    SetConsoleWindowInfo(screen, TRUE, &least);
    SetConsoleScreenBufferSize(screen, size);
    SetConsoleWindowInfo(screen, TRUE, &window);
    CloseHandle(screen);
    record->EventType = WINDOW_BUFFER_SIZE_EVENT;
    record->Event.WindowBufferSizeEvent.dwSize = size;
}

static BOOL read_line(const char *line, INPUT_RECORD *record)
{
    KEY_EVENT_RECORD *key = &record->Event.KeyEvent;
    unsigned code, scan, character, held, down;
    int columns, rows;
    memset(record, 0, sizeof *record);
    if (sscanf(line, "k %x %x %x %x %x", &code, &scan, &character, &held, &down) == 5) {
        record->EventType = KEY_EVENT;
        key->bKeyDown = down;
        key->wRepeatCount = 1;
        key->wVirtualKeyCode = code;
        key->wVirtualScanCode = scan;
        key->uChar.UnicodeChar = character;
        key->dwControlKeyState = held;
        return TRUE;
    }
    if (sscanf(line, "r %d %d", &columns, &rows) == 2) {
        resize(columns, rows, record);
        return TRUE;
    }
    return FALSE;
}

/* Lines that are there at once go in at once: a paste has no pauses. */
static DWORD WINAPI feed(LPVOID from)
{
    INPUT_RECORD records[256];
    char line[100], c;
    DWORD length = 0, waiting = 0, count;
    HANDLE queue = console(L"CONIN$");
    for (;;) {
        BOOL more = ReadFile(from, &c, 1, &count, NULL) && count;
        if (more && c == '\n') {
            line[length] = 0;
            length = 0;
            waiting += read_line(line, &records[waiting]);
        } else if (more && length + 1 < sizeof line) {
            line[length++] = c;
        }
        if (waiting && (!more || waiting == 256)) {
            WriteConsoleInputW(queue, records, waiting, &count);
            waiting = 0;
        }
        if (!more) Sleep(5);
    }
    return 0;
}

BOOL WINAPI DllMain(HINSTANCE self, DWORD why, LPVOID reserved)
{
    WCHAR what[8] = {0};
    HANDLE input;
    (void)self, (void)reserved;
    if (why != DLL_PROCESS_ATTACH) return TRUE;
    output = open_named(L"SHIM_OUTPUT", FILE_APPEND_DATA);
    modes = open_named(L"SHIM_MODES", FILE_APPEND_DATA);
    GetEnvironmentVariableW(L"SHIM_REFUSE", what, 8);
    refuse = what[0];
    if (output != INVALID_HANDLE_VALUE) replace("WriteConsoleW", write_console);
    if (refuse || modes != INVALID_HANDLE_VALUE) replace("SetConsoleMode", set_mode);
    input = open_named(L"SHIM_INPUT", GENERIC_READ);
    if (input != INVALID_HANDLE_VALUE) CloseHandle(CreateThread(NULL, 0, feed, input, 0, NULL));
    return TRUE;
}
