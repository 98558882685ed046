// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

import {Wallet} from "./Wallets.t.sol";

/// @dev Deploys contract accounts where everybody can tell beforehand.
contract WalletFactory {
    function deploy(address owner) external returns (address) {
        return address(new Wallet{salt: 0}(owner));
    }

    function addressOf(address owner) external view returns (address) {
        bytes32 code = keccak256(abi.encodePacked(type(Wallet).creationCode, abi.encode(owner)));
        return address(uint160(uint256(keccak256(abi.encodePacked(hex"ff", address(this), bytes32(0), code)))));
    }
}

/// @dev Deploys nothing, in ways that cost whoever calls it.
contract OddFactory {
    function revertAlways() external pure {
        revert("no");
    }

    function burn() external pure {
        while (true) {}
    }

    function junk() external pure {
        assembly ("memory-safe") {
            return(0x00, 100000)
        }
    }
}

/// @dev A contract account that uses as much gas as it is told to, before it says whether its owner signed.
contract BurningWallet is IERC1271 {
    address private immutable _owner;
    uint256 private _burnt;

    constructor(address owner) {
        _owner = owner;
    }

    function setBurnt(uint256 burnt) external {
        _burnt = burnt;
    }

    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        uint256 before = gasleft();
        uint256 burnt = _burnt;
        while (before - gasleft() < burnt) {}
        return ECDSA.recover(hash, signature) == _owner ? IERC1271.isValidSignature.selector : bytes4(0xffffffff);
    }
}
