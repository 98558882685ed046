// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Attesting} from "../common/Attesting.sol";
import {ITraceExtension} from "../interfaces/ITraceExtension.sol";
import {Acts} from "../libraries/Acts.sol";
import {Ledger, OVERSEERS, Store} from "../libraries/Ledger.sol";
import {Line, Lines} from "../libraries/Lines.sol";
import {BUSINESS_ROLES, HOLDER} from "../types/Account.sol";
import {Journey} from "../types/Journey.sol";
import {Kind, TELEMETRY} from "../types/Kind.sol";
import {Shared} from "../types/Shared.sol";

/// @title Series
/// @notice Much at once, and corrections.
abstract contract Series is ITraceExtension, Attesting {
    using Ledger for Store;
    using Lines for Line;

    /* CONSTANTS */

    /// @dev How many digests a series has at most.
    uint256 private constant MAXIMUM_SERIES = 256;

    /* VERBS */

    /// @inheritdoc ITraceExtension
    function recordSeries(bytes32 id, Kind kind, bytes32[] calldata digests) external {
        if (digests.length == 0 || digests.length > MAXIMUM_SERIES) {
            revert InvalidLength(digests.length, MAXIMUM_SERIES);
        }
        for (uint256 i = 0; i < digests.length; ++i) {
            if (digests[i] == 0) revert InvalidDigest();
        }
        bytes memory list = abi.encodePacked(digests);
        (Line line, Journey journey, Shared shared) = _attest(id, kind, sha256(list));
        // The list comes after seven words of data, and begins with its length.
        list = abi.encodePacked(uint256(0xe0), digests.length, list);
        _store.append(id, journey, shared, line.writeLong(SeriesRecorded.selector, Kind.unwrap(kind), list));
        if (_isBrought()) _check(abi.encode(Acts.RECORD_SERIES, id, kind.hash(), Acts.hashWords(digests)));
    }

    /// @inheritdoc ITraceExtension
    function anchor(bytes32 id, bytes32 root, uint32 count, bytes32 digest) external {
        if (root == 0 || count == 0) revert InvalidRoot();
        (Line line, Journey journey, Shared shared) = _attest(id, TELEMETRY, digest);
        _store.append(id, journey, shared, line.write(Anchored.selector, uint256(root), count));
        if (_isBrought()) _check(abi.encode(Acts.ANCHOR, id, root, count, digest));
    }

    /// @inheritdoc ITraceExtension
    function amend(bytes32 id, uint24 amended, uint16 index, bytes32 digest) external {
        Shared shared = _store.begin(digest);
        Journey journey = _store.active(id);
        if (amended == 0 || amended > journey.seq()) revert UnknownLine(id, amended);
        // Whoever may write anything on this batch; an authority as for the kinds that are authorities' alone.
        bool isOverseer = _store.accounts[_actor()].rolesAt(block.timestamp) & OVERSEERS != 0;
        uint256 kindRoles = isOverseer ? OVERSEERS : BUSINESS_ROLES | HOLDER;
        Line line = _next(id, journey, shared, digest, Kind.wrap("amendment"), kindRoles);
        _store.append(id, journey, shared, line.write(Amended.selector, amended, index));
        if (_isBrought()) _check(abi.encode(Acts.AMEND, id, amended, index, digest));
    }
}
